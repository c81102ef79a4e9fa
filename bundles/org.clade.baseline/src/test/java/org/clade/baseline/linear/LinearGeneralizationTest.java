package org.clade.baseline.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;

/** The metric next to scikit-learn 1.9 ({@code LogisticRegression(C=1, tol=1e-12)}) on the points of {@code density.csv}. */
class LinearGeneralizationTest {

    private static final double LOSS = 0.4176309635310165;
    private static final double[] WEIGHTS = {
        0.33083489, -0.74324527, -0.50798356, 0.92039394, 0.07474543, 0.98528544, -0.5625279, -0.49750297
    };
    private static final double[] BIASES = {0, -0.83409467, 2.87291992, 0.33017704};
    private static final double CROSS_VALIDATED = 0.94;

    private final TensorEngine engine = TorchEngine.start();
    private final LinearGeneralization metric = new LinearGeneralization(engine);

    @Test
    void theFitIsTheMinimumOfScikitLearn() throws IOException {
        double[][] points = points();
        int[] clusters = clusters();
        try (NDManager manager = engine.newManager(Device.cpu())) {
            double[] flat =
                    Arrays.stream(points).flatMapToDouble(Arrays::stream).toArray();
            double[] wanted = new double[points.length * 4];
            IntStream.range(0, points.length).forEach(i -> wanted[i * 4 + clusters[i]] = 1);
            LogisticLoss loss = new LogisticLoss(
                    manager.create(flat, new Shape(points.length, 2)),
                    manager.create(wanted, new Shape(points.length, 4)),
                    1);
            double[] found =
                    LinearGeneralization.fitted(loss, new double[loss.getDimension()], Settings.of(metric, ""));
            assertEquals(LOSS, loss.valueAt(found), 1e-4);
            assertArrayEquals(WEIGHTS, Arrays.copyOf(found, 8), 3e-2);
            for (int i = 0; i < 4; i++) {
                assertEquals(BIASES[i], found[8 + i] - found[8], 0.1); // a common shift changes nothing
            }
        }
    }

    @Test
    void theGradientIsTheSlope() throws IOException {
        double[][] points = Arrays.copyOf(points(), 20);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            double[] wanted = new double[60];
            IntStream.range(0, 20).forEach(i -> wanted[i * 3 + i % 3] = 1);
            LogisticLoss loss = new LogisticLoss(
                    manager.create(
                            Arrays.stream(points)
                                    .flatMapToDouble(Arrays::stream)
                                    .toArray(),
                            new Shape(20, 2)),
                    manager.create(wanted, new Shape(20, 3)),
                    0.1);
            RandomStream random = RandomStream.of(5);
            double[] at =
                    IntStream.range(0, 9).mapToDouble(i -> random.uniform()).toArray();
            double[] slopes = loss.gradientAt(at).clone();
            for (int i = 0; i < at.length; i++) {
                double[] after = at.clone();
                double[] before = at.clone();
                after[i] += 1e-5;
                before[i] -= 1e-5;
                assertEquals((loss.valueAt(after) - loss.valueAt(before)) / 2e-5, slopes[i], 1e-7);
            }
        }
    }

    @Test
    void clustersThatLinesSeparateScoreAsInScikitLearn() throws IOException {
        double[][] points = points();
        int[] clusters = clusters();
        double[][] before = Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
        double score = score("", points, clusters);
        assertEquals(CROSS_VALIDATED, score, 0.015); // other folds
        assertEquals(score, score("", points, clusters));
        assertTrue(Arrays.deepEquals(before, points), "features stay unchanged");
    }

    @Test
    void clustersAtRandomScoreAsTheLargestShare() throws IOException {
        int[] shuffled = RandomStream.of(2).permutation(points().length);
        int[] clusters = IntStream.of(shuffled).map(i -> i % 4).toArray();
        assertEquals(0.25, score("folds=5", points(), clusters), 0.12);
    }

    @Test
    void oneClusterScoresNothingAndGapsDoNotMatter() throws IOException {
        double[][] points = points();
        assertEquals(0, score("", points, new int[points.length]));
        int[] gaps = IntStream.of(clusters()).map(cluster -> cluster * 3 + 1).toArray();
        assertEquals(score("folds=3", points, clusters()), score("folds=3", points, gaps));
    }

    @Test
    void severalSpacesScoreTheirMean() throws IOException {
        double[][] points = points();
        int[] clusters = clusters();
        double[][] first = column(points, 0);
        double[][] second = column(points, 1);
        assertEquals(
                (score("folds=3", first, clusters) + score("folds=3", second, clusters)) / 2,
                score("folds=3, spaces=1+1", points, clusters),
                1e-12);
        RefusedException refused = assertThrows(RefusedException.class, () -> score("spaces=1+2", points, clusters));
        assertTrue(refused.getMessage().contains("add up to 3, but the features have 2"), refused.getMessage());
    }

    private double score(String settings, double[][] features, int[] clusters) {
        return metric.score(features, clusters, Settings.of(metric, settings), RandomStream.of(1));
    }

    private static double[][] column(double[][] points, int column) {
        return Arrays.stream(points).map(point -> new double[] {point[column]}).toArray(double[][]::new);
    }

    private static double[][] points() throws IOException {
        return Arrays.stream(table()).map(row -> Arrays.copyOf(row, 2)).toArray(double[][]::new);
    }

    /** {@return the labels of HDBSCAN, noise as 0} */
    private static int[] clusters() throws IOException {
        return Arrays.stream(table()).mapToInt(row -> (int) row[2] + 1).toArray();
    }

    private static double[][] table() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                LinearGeneralizationTest.class.getResourceAsStream("/org/clade/baseline/density.csv"),
                StandardCharsets.UTF_8))) {
            return in.lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        }
    }
}
