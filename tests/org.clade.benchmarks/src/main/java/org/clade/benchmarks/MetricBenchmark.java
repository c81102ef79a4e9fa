package org.clade.benchmarks;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.clade.api.metric.ClusterMetric;
import org.clade.assignment.ShortestPathSolver;
import org.clade.metric.AdjustedRandIndex;
import org.clade.metric.ArithmeticNmi;
import org.clade.metric.ClusteringAccuracy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The scores of an evaluation, over 70,000 images; accuracy with its matching of clusters to classes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MetricBenchmark {

    private static final int IMAGES = 70_000;

    private static final Map<String, ClusterMetric> METRICS = Map.of(
            "acc", new ClusteringAccuracy(new ShortestPathSolver()),
            "nmi", new ArithmeticNmi(),
            "ari", new AdjustedRandIndex());

    /** The metric. */
    @Param({"acc", "nmi", "ari"})
    String metric;

    /** The number of clusters and of classes. */
    @Param({"10", "200", "1000"})
    int clusters;

    private int[] truth;
    private int[] found;

    /** Draws a clustering that is correct for three of four images. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        truth = random.ints(IMAGES, 0, clusters).toArray();
        found = truth.clone();
        for (int i = 0; i < IMAGES; i += 4) {
            found[i] = random.nextInt(clusters);
        }
    }

    /** {@return the score} */
    @Benchmark
    public double score() {
        return METRICS.get(metric).score(truth, found);
    }
}
