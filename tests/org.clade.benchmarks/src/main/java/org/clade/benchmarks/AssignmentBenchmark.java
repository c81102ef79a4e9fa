package org.clade.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.clade.assignment.ShortestPathSolver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The exact solver on one batch, as in MMDC: N images, N points, of which K are different. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AssignmentBenchmark {

    /** Images in the batch. */
    @Param({"128", "1000"})
    int batch;

    /** The number of different points. */
    @Param({"10", "200", "1000"})
    int clusters;

    private final ShortestPathSolver solver = new ShortestPathSolver();
    private double[] costs;

    /** Draws costs; columns of the same point have the same costs. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        double[] byPoint = random.doubles((long) batch * clusters, 0, 2).toArray();
        int[] points = random.ints(batch, 0, clusters).toArray();
        costs = new double[batch * batch];
        for (int row = 0; row < batch; row++) {
            for (int column = 0; column < batch; column++) {
                costs[row * batch + column] = byPoint[row * clusters + points[column]];
            }
        }
    }

    /** {@return the point of each image} */
    @Benchmark
    public int[] solve() {
        return solver.solve(costs, batch, batch);
    }
}
