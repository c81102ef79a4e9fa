package org.clade.tensor.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NumPy 2.4 wrote the arrays by {@code make.py} next to them; value (i, j) of a matrix is i - j / 4. */
class NpyArrayTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"f2", "f4", "f8", "big", "columns", "version2", "version3"})
    void readsEveryTypeOrderAndVersion(String name) throws IOException {
        NpyArray array = NpyArray.open(copy(name + ".npy"));
        assertEquals(List.of(4L, 3L), array.shape());
        assertTrue(array.type().isNumber());
        assertMatrix(array, 0, 4);
        assertMatrix(array, 1, 2);
    }

    @Test
    void bfloat16IsReadWhereTheUserSaysSo() throws IOException {
        NpyArray array = NpyArray.open(copy("bf2.npy"));
        assertFalse(array.type().isNumber());
        assertTrue(array.type().maybeBfloat16());
        assertMatrix(array.asBfloat16(), 0, 4);
    }

    @Test
    void moreDimensionsInFortranOrderBecomeRows() throws IOException {
        NpyArray array = NpyArray.open(copy("cube.npy"));
        assertEquals(2, array.rows());
        assertEquals(12, array.columns());
        float[][] rows = new float[2][12];
        array.read(0, rows);
        for (int i = 0; i < 24; i++) {
            assertEquals(i, rows[i / 12][i % 12]);
        }
    }

    @Test
    void readsWholeNumbersAndTexts() throws IOException {
        NpyArray bytes = NpyArray.open(copy("u1.npy"));
        float[][] rows = new float[2][2];
        bytes.read(0, rows);
        assertArrayEquals(new float[] {0, 255}, rows[0]);
        assertArrayEquals(new float[] {128, 1}, rows[1]);
        assertArrayEquals(
                new long[] {3, -1, 1L << 40}, NpyArray.open(copy("i8.npy")).longs());
        assertArrayEquals(
                new String[] {"a/ä 1.png", "b.png", "😀"},
                NpyArray.open(copy("texts.npy")).texts());
        assertArrayEquals(
                new String[] {"a.png", "bcd.png"},
                NpyArray.open(copy("bytes.npy")).texts());
    }

    @Test
    void otherTypesAreNoNumbers() throws IOException {
        NpyArray numbers = NpyArray.open(copy("complex.npy"));
        assertFalse(numbers.type().isNumber());
        assertEquals("c16", numbers.type().toString());
        assertRefused(() -> NpyArray.open(copy("object.npy")), "object.npy", "pickle", "run code");
        assertRefused(() -> NpyArray.open(copy("record.npy")), "record.npy", "one array of numbers");
        assertEquals(List.of(), NpyArray.open(copy("scalar.npy")).shape());
        assertEquals(0, NpyArray.open(copy("none.npy")).rows());
    }

    @Test
    void aSizeThatLiesIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(copy("f4.npy"));
        assertRefused(() -> changed(Arrays.copyOf(whole, whole.length - 1)), "cut short", "(4, 3)", "176", "175");
        assertRefused(() -> changed(Arrays.copyOf(whole, whole.length + 5)), "too long", "181");
        assertRefused(() -> changed(Arrays.copyOf(whole, 60)), "cut short", "128 bytes");
        assertRefused(() -> changed(Arrays.copyOf(whole, 5)), "not an array of NumPy");
        assertRefused(() -> changed(new byte[0]), "not an array of NumPy");
        assertRefused(() -> changed(replaced(whole, "(4, 3)", "(9, 3)")), "cut short", "(9, 3)");
        String large = "(4000000000, 4000000000), }";
        assertRefused(() -> changed(replaced(whole, "(4, 3), }" + " ".repeat(large.length() - 9), large)), "too large");
    }

    @Test
    void aHeaderOfAnotherFormIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(copy("f4.npy"));
        byte[] version = whole.clone();
        version[6] = 4;
        assertRefused(() -> changed(version), "version 4");
        byte[] length = whole.clone();
        length[6] = 2;
        Arrays.fill(length, 8, 12, (byte) 0xFF);
        assertRefused(() -> changed(length), "4294967295 bytes");
        assertRefused(() -> changed(replaced(whole, "descr", "dtype")), "dtype", "one array of numbers");
        assertRefused(() -> changed(replaced(whole, "(4, 3)", "(4,-3)")), "one array of numbers");
        assertRefused(() -> changed(replaced(whole, "'<f4'", "'|O' ")), "pickle");
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        float[][] rows = {{1, -2.5f, 3}, {Float.MIN_VALUE, 0, 1e30f}};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.write(out, rows);
        NpyArray array = changed(out.toByteArray());
        assertEquals(0, array.start() % 64, "NumPy wants the numbers at a multiple of 64 bytes");
        float[][] read = new float[2][3];
        array.read(0, read);
        assertArrayEquals(rows, read);
    }

    @Test
    void wholeNumbersThatAreWrittenAreRead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.write(out, new long[] {-1, 3, 1L << 20});
        NpyArray array = changed(out.toByteArray());
        assertEquals(0, array.start() % 64, "NumPy wants the numbers at a multiple of 64 bytes");
        String header = new String(out.toByteArray(), 0, Math.toIntExact(array.start()), StandardCharsets.ISO_8859_1);
        assertTrue(header.contains("{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }"), header);
    }

    private NpyArray changed(byte[] bytes) throws IOException {
        return NpyArray.open(Files.write(folder.resolve("changed.npy"), bytes));
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        byte[] old = from.getBytes();
        byte[] changed = bytes.clone();
        for (int at = 0; at <= bytes.length - old.length; at++) {
            if (Arrays.equals(bytes, at, at + old.length, old, 0, old.length)) {
                System.arraycopy(to.getBytes(), 0, changed, at, to.length());
                return changed;
            }
        }
        throw new IllegalArgumentException(from);
    }

    private static void assertMatrix(NpyArray array, int first, int count) throws IOException {
        float[][] rows = new float[count][3];
        array.read(first, rows);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(first + i - j / 4f, rows[i][j]);
            }
        }
    }

    private Path copy(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            try (InputStream in = NpyArrayTest.class.getResourceAsStream(name)) {
                Files.copy(in, file);
            }
        }
        return file;
    }

    private static void assertRefused(Executable call, String... parts) {
        String message = assertThrows(RefusedException.class, call).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }
}
