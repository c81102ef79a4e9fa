package org.clade.tensor.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NumPy 2.4 wrote the archives by {@code make.py} next to them; value (i, j) of the features is i - j / 4. */
class NpzFileTest {

    private static final int SIZE_IN_LIST = 24;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"stored, 1000", "packed, 1000", "zip64, 1000", "stored, 10", "packed, 10"})
    void readsArraysFromMemoryAndFromAFile(String name, long mostInMemory) throws IOException {
        NpyArray array = new NpzFile(copy(name), mostInMemory).open("features");
        assertEquals(List.of(4L, 3L), array.shape());
        float[][] rows = new float[4][3];
        array.read(0, rows);
        assertArrayEquals(new float[] {3, 2.75f, 2.5f}, rows[3]);
    }

    @Test
    void namesItsArrays() throws IOException {
        NpzFile file = new NpzFile(copy("stored"));
        assertEquals(List.of("features", "labels"), file.names());
        assertArrayEquals(new long[] {0, 1, 2, 3}, file.open("labels").longs());
        assertThrows(ZipException.class, () -> file.open("other"));
    }

    @Test
    void aSizeThatLiesIsRefused() throws IOException {
        Path file = copy("packed");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.limit() - SIZE_IN_LIST; at++) {
            if (bytes.getInt(at) == 0x02014b50) {
                bytes.putInt(at + SIZE_IN_LIST, 1 << 30);
            }
        }
        Files.write(file, bytes.array());
        String message = assertThrows(RefusedException.class, () -> new NpzFile(file).open("features"))
                .getMessage();
        assertTrue(message.contains("packed.npz/features.npy") && message.contains("too long"), message);
    }

    private Path copy(String name) throws IOException {
        Path file = folder.resolve(name + ".npz");
        try (InputStream in = NpzFileTest.class.getResourceAsStream(name + ".npz")) {
            Files.copy(in, file);
        }
        return file;
    }
}
