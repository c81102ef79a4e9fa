package org.clade.base.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewLinesTest {

    @TempDir
    private Path folder;

    private void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void eachWholeLineComesOnce() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        NewLines lines = new NewLines(file);
        assertThrows(IOException.class, lines::next);
        append(file, "");
        assertEquals(List.of(), lines.next());
        append(file, "one\nzwölf\nhal");
        assertEquals(List.of("one", "zwölf"), lines.next());
        assertEquals(List.of(), lines.next());
        append(file, "f");
        assertEquals(List.of(), lines.next());
        append(file, "\nlast\n");
        assertEquals(List.of("half", "last"), lines.next());
        assertEquals(List.of(), lines.next());
    }
}
