package org.clade.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.clade.benchmarks.Engine;
import org.clade.run.support.ArrayRows;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Gathering a batch of 8-bit images from all of them, at random; in this package to access {@link ArrayRows}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GatherBenchmark {

    /** Images × channels × pixels: MNIST, and photographs as in STL-10. */
    @Param({"70000x1x28", "13000x3x96"})
    String shape;

    /** Images in the batch. */
    @Param({"128", "1000"})
    int batch;

    private NDArray images;
    private int[] rows;

    /** Makes the images. */
    @Setup
    public void make(Engine engine) {
        String[] sizes = shape.split("x");
        int count = Integer.parseInt(sizes[0]);
        images = engine.images(count, Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
        rows = new SplittableRandom(1).ints(batch, 0, count).toArray();
    }

    /** {@return a number that depends on the batch, so that the JVM cannot skip it} */
    @Benchmark
    public long gather(Engine engine) {
        try (NDManager scope = engine.scope()) {
            return ArrayRows.pick(images, rows, scope).size();
        }
    }
}
