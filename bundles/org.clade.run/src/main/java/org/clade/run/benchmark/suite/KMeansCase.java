package org.clade.run.benchmark.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.clade.api.baseline.Baseline;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.run.BenchmarkSuite.Figure;

/** K-means of 1,000 points with 20 starts, as a large batch of GATCluster takes it. */
final class KMeansCase implements SuiteCase {

    private static final int POINTS = 1000;
    private static final PartSpec SPEC = PartSpec.parse("kmeans(restarts=20, iterations=300)");

    private final Supplier<Baseline> kMeans;

    /**
     * The case.
     *
     * @param kMeans the method; null if it is not there
     */
    KMeansCase(Supplier<Baseline> kMeans) {
        this.kMeans = kMeans;
    }

    @Override
    public String piece() {
        return "k-means";
    }

    @Override
    public List<Figure> measure(Path folder, Duration time) throws Exception {
        Baseline method = kMeans.get();
        if (method == null) {
            throw new RefusedException("There is no part kmeans.");
        }
        return List.of(seconds(method, 10, time.dividedBy(2)), seconds(method, 200, time.dividedBy(2)));
    }

    private Figure seconds(Baseline method, int clusters, Duration time) throws Exception {
        double[][] points = points(clusters);
        Settings settings = Settings.of(method, SPEC);
        return Trials.median(
                piece(),
                "1,000 points, K = %s, 20 starts".formatted(clusters),
                Trials.within(
                        time,
                        () -> ProcessorTime.secondsEach(
                                () -> method.cluster(points, clusters, settings, RandomStream.of(1)))),
                "CPU s");
    }

    /** {@return soft assignments, as many dimensions as clusters: three quarters of the weight on one} */
    private static double[][] points(int clusters) {
        SplittableRandom random = new SplittableRandom(1);
        double[][] points = new double[POINTS][clusters];
        for (double[] point : points) {
            Arrays.setAll(point, d -> 0.5 * random.nextDouble() / clusters);
            point[random.nextInt(clusters)] += 0.75;
        }
        return points;
    }
}
