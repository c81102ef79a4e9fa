package org.clade.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.testkit.BaselineContract;
import org.junit.jupiter.api.Test;

class SpectralTest implements BaselineContract {

    @Override
    public Baseline part() {
        return new Spectral(engine());
    }

    @Override
    public List<String> settings() {
        return List.of("", "neighbors=3, restarts=2", "neighbors=15");
    }

    /** Two rings, one within the other, which no method with centers can separate. */
    @Test
    void followsShapes() {
        RandomStream random = RandomStream.of(1);
        double[][] rows = IntStream.range(0, 400)
                .mapToObj(i -> {
                    double angle = random.uniform(0, 2 * Math.PI);
                    double radius = 1 + i % 2 + random.uniform(-0.1, 0.1);
                    return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
                })
                .toArray(double[][]::new);
        int[] clusters = part().cluster(rows, 2, Settings.of(part(), ""), RandomStream.of(1));
        assertNotEquals(clusters[0], clusters[1]);
        for (int i = 0; i < rows.length; i++) {
            assertEquals(clusters[i % 2], clusters[i]);
        }
    }
}
