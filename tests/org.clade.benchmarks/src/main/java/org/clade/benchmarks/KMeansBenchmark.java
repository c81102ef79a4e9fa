package org.clade.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.clade.api.random.RandomStream;
import org.clade.kmeans.KMeansGroups;
import org.clade.kmeans.Points;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Ten iterations of k-means from one start, on points without structure: measures the work for a shape, not the convergence. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class KMeansBenchmark {

    private static final int ROUNDS = 10;

    /** Points × dimensions × groups: a large batch of GATCluster, all of MNIST as in MMDC's refinement, pixels, many groups. */
    @Param({"1000x10x10", "1000x200x200", "70000x10x10", "10000x784x10", "10000x200x200"})
    String shape;

    private Points points;
    private KMeansGroups groups;

    /** Draws the points. */
    @Setup
    public void draw() {
        String[] sizes = shape.split("x");
        int dimensions = Integer.parseInt(sizes[1]);
        SplittableRandom random = new SplittableRandom(1);
        float[] rows = new float[Integer.parseInt(sizes[0]) * dimensions];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextDouble();
        }
        points = Points.of(rows, dimensions);
        groups = new KMeansGroups(Integer.parseInt(sizes[2]), 1, ROUNDS, 0);
    }

    /** {@return the group of each point} */
    @Benchmark
    public int[] group() {
        return groups.of(points, RandomStream.of(1));
    }
}
