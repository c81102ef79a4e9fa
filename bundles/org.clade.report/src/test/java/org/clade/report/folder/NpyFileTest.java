package org.clade.report.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = folder.resolve("some.npy");
        float[][] rows = {{1, -2.5f, 3}, {Float.MIN_VALUE, 0, 1e30f}};
        NpyFile.write(file, rows);
        float[][] read = NpyFile.read(file);
        assertEquals(2, read.length);
        assertArrayEquals(rows[0], read[0]);
        assertArrayEquals(rows[1], read[1]);
        assertEquals(0, (Files.size(file) - 4 * 6) % 64, "NumPy wants the numbers at a multiple of 64 bytes");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = folder.resolve("some.npy");
        Files.writeString(file, "not an array, but long enough to have a header of some kind");
        assertThrows(IOException.class, () -> NpyFile.read(file));
        Files.write(file, new byte[3]);
        assertThrows(IOException.class, () -> NpyFile.read(file));
    }
}
