package org.clade.deploy.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.deploy.inspect.DeploymentRejectedException;
import org.junit.jupiter.api.Test;

class DeploymentRecordsTest {

    private final DeploymentRecords entries = new DeploymentRecords();
    private final DeploymentRecord one = entries.at(Path.of("deploy", "one.jar"));

    @Test
    void theOneThatServesIsMeantByANameOfTwo() {
        DeploymentRecord two = entries.at(Path.of("deploy", "two.jar"));
        DeploymentRecordTest.serve(one, 1);
        DeploymentRecordTest.serve(two, 2);
        one.superseded(DeploymentRecordTest.candidate(2));

        assertSame(two, entries.called("org.example.one"));
        assertSame(one, entries.called("one.jar"));
        assertEquals(List.of(one), entries.waiting());
        String refusal = assertThrows(RefusedException.class, () -> entries.called("org.example.on"))
                .getMessage();
        assertTrue(refusal.contains("org.example.one"), refusal);
    }

    @Test
    void aNewerVersionTakesThePlaceOfAnOlderOneAndAnOlderOneOnlyByHand() throws DeploymentRejectedException {
        DeploymentRecordTest.serve(one, 2);
        DeploymentRecord other = entries.at(Path.of("deploy", "other.jar"));

        assertEquals(List.of(one), entries.replaced(other, DeploymentRecordTest.candidate(3), false));
        assertEquals(List.of(one), entries.replaced(one, DeploymentRecordTest.candidate(1), false));
        assertEquals(List.of(one), entries.replaced(other, DeploymentRecordTest.candidate(1), true));
        DeploymentRejectedException older = assertThrows(
                DeploymentRejectedException.class,
                () -> entries.replaced(other, DeploymentRecordTest.candidate(1), false));
        assertTrue(older.mayCome());
        assertTrue(older.getMessage().endsWith("remove one.jar to return to the older one."), older.getMessage());
        DeploymentRejectedException same = assertThrows(
                DeploymentRejectedException.class,
                () -> entries.replaced(other, DeploymentRecordTest.candidate(2), false));
        assertTrue(same.getMessage().contains("remove one of the two"), same.getMessage());
    }
}
