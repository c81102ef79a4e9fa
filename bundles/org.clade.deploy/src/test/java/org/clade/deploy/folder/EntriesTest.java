package org.clade.deploy.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.deploy.inspect.NotTaken;
import org.junit.jupiter.api.Test;

class EntriesTest {

    private final Entries entries = new Entries();
    private final Entry one = entries.at(Path.of("deploy", "one.jar"));

    @Test
    void theOneThatServesIsMeantByANameOfTwo() {
        Entry two = entries.at(Path.of("deploy", "two.jar"));
        EntryTest.serve(one, 1);
        EntryTest.serve(two, 2);
        one.superseded(EntryTest.candidate(2));

        assertSame(two, entries.called("org.example.one"));
        assertSame(one, entries.called("one.jar"));
        assertEquals(List.of(one), entries.waiting());
        String refusal = assertThrows(RefusedException.class, () -> entries.called("org.example.on"))
                .getMessage();
        assertTrue(refusal.contains("org.example.one"), refusal);
    }

    @Test
    void aNewerVersionTakesThePlaceOfAnOlderOneAndAnOlderOneOnlyByHand() throws NotTaken {
        EntryTest.serve(one, 2);
        Entry other = entries.at(Path.of("deploy", "other.jar"));

        assertEquals(List.of(one), entries.replaced(other, EntryTest.candidate(3), false));
        assertEquals(List.of(one), entries.replaced(one, EntryTest.candidate(1), false));
        assertEquals(List.of(one), entries.replaced(other, EntryTest.candidate(1), true));
        NotTaken older = assertThrows(NotTaken.class, () -> entries.replaced(other, EntryTest.candidate(1), false));
        assertTrue(older.mayCome());
        assertTrue(older.getMessage().endsWith("remove one.jar to go back to the older one."), older.getMessage());
        NotTaken same = assertThrows(NotTaken.class, () -> entries.replaced(other, EntryTest.candidate(2), false));
        assertTrue(same.getMessage().contains("remove one of the two"), same.getMessage());
    }
}
