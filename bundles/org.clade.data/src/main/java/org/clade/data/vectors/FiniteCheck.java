package org.clade.data.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.clade.api.part.RefusedException;

/** Checks once for each version of a file that all values are finite. */
final class FiniteCheck {

    private static final int VALUES_AT_ONCE = 1 << 20;

    private final Map<Checked, Boolean> checked = new ConcurrentHashMap<>();

    private record Checked(String name, long bytes, long modified) {}

    /**
     * Checks all vectors of a matrix.
     *
     * @param file its file
     * @param matrix the matrix
     * @throws IOException if it cannot be read
     * @throws RefusedException if a value is NaN or infinite in float32; the message names the first one and counts the rows
     */
    void run(Path file, VectorMatrix matrix) throws IOException {
        Checked version = new Checked(
                matrix.name(), Files.size(file), Files.getLastModifiedTime(file).toMillis());
        if (checked.containsKey(version)) {
            return;
        }
        int step = Math.max(1, Math.min(matrix.rows(), VALUES_AT_ONCE / matrix.width()));
        String first = "";
        long wrong = 0;
        for (int from = 0; from < matrix.rows(); from += step) {
            float[][] rows = new float[Math.min(step, matrix.rows() - from)][matrix.width()];
            matrix.read(from, rows);
            for (int i = 0; i < rows.length; i++) {
                int column = notFinite(rows[i]);
                if (column >= 0) {
                    wrong++;
                    first = first.isEmpty()
                            ? "%s in row %s, column %s (both counted from 0)"
                                    .formatted(word(rows[i][column]), from + i, column)
                            : first;
                }
            }
        }
        if (wrong > 0) {
            throw new RefusedException("“%s” has %s%s; leave %s out or compute %s again."
                    .formatted(
                            matrix.name(),
                            first,
                            wrong == 1 ? "" : ", and %s rows with such values in all".formatted(wrong),
                            wrong == 1 ? "this row" : "these rows",
                            wrong == 1 ? "it" : "them"));
        }
        checked.put(version, true);
    }

    private static int notFinite(float[] row) {
        for (int i = 0; i < row.length; i++) {
            if (!Float.isFinite(row[i])) {
                return i;
            }
        }
        return -1;
    }

    private static String word(float value) {
        return Float.isNaN(value) ? "NaN" : "infinity (or a number that float32 does not hold)";
    }
}
