package org.clade.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.testkit.BaselineContract;
import org.junit.jupiter.api.Test;

class NmfTest implements BaselineContract {

    @Override
    public Baseline part() {
        return new Nmf(engine());
    }

    @Override
    public List<String> settings() {
        return List.of("", "iterations=500, restarts=1");
    }

    /** Brightness does not matter: a vector and its double have the same factor. */
    @Test
    void goesByPartsAndNotByBrightness() {
        double[][] rows = IntStream.range(0, 40)
                .mapToObj(i -> IntStream.range(0, 8)
                        .mapToDouble(at -> (at < 4) == (i % 2 == 0) ? 1 + i : 0.1)
                        .toArray())
                .toArray(double[][]::new);
        int[] clusters = part().cluster(rows, 2, Settings.of(part(), ""), RandomStream.of(1));
        int[] expected = IntStream.range(0, 40)
                .map(i -> i % 2 == 0 ? clusters[0] : 1 - clusters[0])
                .toArray();
        assertArrayEquals(expected, clusters);
    }

    @Test
    void negativeNumbersAreRefused() {
        double[][] rows = {{1, 0}, {0, -0.5}};
        RefusedException refused = assertThrows(
                RefusedException.class, () -> part().cluster(rows, 2, Settings.of(part(), ""), RandomStream.of(1)));
        assertTrue(refused.getMessage().contains("vector 1 has -0.5"), refused.getMessage());
    }
}
