package org.clade.data.resize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTest {

    private static final int ROWS = 13;
    private static final int COLUMNS = 17;

    /** Pillow and we have the same arithmetic; SciPy computes in floating point and rounds once. */
    @Test
    void everyResizeFilterEqualsThatOfOthers() throws Exception {
        try (BufferedReader golden = new BufferedReader(
                new InputStreamReader(KernelTest.class.getResourceAsStream("golden.csv"), StandardCharsets.US_ASCII))) {
            List<String[]> lines = golden.lines().map(line -> line.split(",")).toList();
            assertEquals(12, lines.size());
            for (String[] line : lines) {
                boolean antialias = Boolean.parseBoolean(line[1]);
                byte[] levels = resized(
                        Integer.parseInt(line[2]), Integer.parseInt(line[3]), ResizeFilter.valueOf(line[0]), antialias);
                assertEquals(line.length - 4, levels.length);
                for (int i = 0; i < levels.length; i++) {
                    int difference = Math.abs(Integer.parseInt(line[4 + i]) - (levels[i] & 0xFF));
                    assertTrue(
                            difference <= (antialias ? 0 : 1),
                            String.join(",", line).substring(0, 30) + " at " + i);
                }
            }
        }
    }

    private static byte[] resized(int rows, int columns, ResizeFilter filter, boolean antialias) {
        byte[] image = new byte[ROWS * COLUMNS];
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                image[y * COLUMNS + x] = (byte) (37 * x + 59 * y + 11 * x * y);
            }
        }
        byte[] wide = Kernel.of(COLUMNS, 0, COLUMNS, columns, filter, antialias).alongRows(image, ROWS);
        return Kernel.of(ROWS, 0, ROWS, rows, filter, antialias).alongColumns(wide, 1, columns);
    }
}
