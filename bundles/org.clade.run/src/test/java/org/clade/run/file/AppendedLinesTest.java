package org.clade.run.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileWriteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedLinesTest {

    @TempDir
    Path folder;

    @Test
    void linesAreAddedToTheSameFile() throws IOException {
        Path file = folder.resolve("events.jsonl");
        new AppendedLines(file).add("{\"a\":1}");
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        new AppendedLines(file).add("{\"b\":\"ü\"}");

        assertEquals("{\"a\":1}\n{\"b\":\"ü\"}\n", Files.readString(file));
        assertEquals(key, Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    @Test
    void aLineThatWasCutIsEndedAndDamagedBytesStay() throws IOException {
        Path file = folder.resolve("events.jsonl");
        byte[] before = {'{', (byte) 0xff, 0};
        Files.write(file, before);
        new AppendedLines(file).add("{}");

        byte[] after = Files.readAllBytes(file);
        assertArrayEquals(before, Arrays.copyOf(after, before.length));
        assertEquals(
                "\n{}\n", new String(Arrays.copyOfRange(after, before.length, after.length), StandardCharsets.UTF_8));
    }

    @Test
    void aFolderThatWasDeletedIsNotMadeAgain() {
        Path gone = folder.resolve("gone");
        String words = assertThrows(
                        FileWriteException.class, () -> new AppendedLines(gone.resolve("events.jsonl")).add("{}"))
                .getMessage();
        assertTrue(words.contains("was deleted or moved"), words);
        assertThrows(FileWriteException.class, () -> AtomicFile.write(gone.resolve("metrics.csv"), ""));
        assertFalse(Files.exists(gone));
    }
}
