package org.clade.baseline;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.baseline.ProvidesBaseline;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Non-negative matrix factorization: the vectors V (n×d) are approximated by W H, with W (n×K) and H (K×d) not negative,
 * and each vector belongs to its largest factor.
 *
 * <p>Formula: H ← H ∘ WᵀV / WᵀWH and W ← W ∘ VHᵀ / WHHᵀ, which reduce |V - WH|² (Lee and Seung, Algorithms for
 * Non-negative Matrix Factorization, NIPS 2000); the cluster is the largest entry of W's row after scaling the rows of
 * H to length 1 (Xu, Liu and Gong, Document Clustering Based on Non-negative Matrix Factorization, SIGIR 2003). It is
 * the NMF of DAC's
 * and MMDC's tables.
 */
@Component
@ProvidesBaseline(
        id = "nmf",
        summary = "Non-negative matrix factorization, the largest factor of each image (Lee and Seung 2000)")
public final class Nmf implements Baseline {

    static final Option<Integer> ITERATIONS =
            Option.integer("iterations", 200, 1, 100_000, "The number of updates of both factors per restart.");
    static final Option<Integer> RESTARTS =
            Option.integer("restarts", 4, 1, 1000, "How many starts; the closest approximation is kept.");

    /** The error of the product, and the largest factor of each vector. */
    private record Result(double error, int[] clusters) {}

    /** Keeps quotients finite. */
    private static final float SMALL = 1e-12f;

    private final TensorEngine engine;

    /**
     * The method.
     *
     * @param engine computes
     */
    @Activate
    public Nmf(@Reference TensorEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(ITERATIONS, RESTARTS);
    }

    @Override
    public int[] cluster(double[][] rows, int clusters, Settings settings, RandomStream random) {
        ClusterCount.check("nmf", clusters, rows.length);
        float[] numbers = numbers(rows);
        double mean = Arrays.stream(rows)
                .mapToDouble(row -> Arrays.stream(row).average().orElse(0))
                .average()
                .orElse(0);
        double most = 2 * Math.sqrt(mean / clusters); // so that WH initially has the mean of V
        Shape shape = new Shape(rows.length, rows[0].length);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray v = manager.create(numbers, shape);
            return engine.autograd()
                    .noGrad(() -> IntStream.range(0, settings.get(RESTARTS))
                            .mapToObj(restart -> start(
                                    v, clusters, most, settings.get(ITERATIONS), random.derive("restart", restart)))
                            .min(Comparator.comparingDouble(Result::error)))
                    .orElseThrow()
                    .clusters();
        }
    }

    private static Result start(NDArray v, int clusters, double most, int iterations, RandomStream random) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray w = factor(v, v.getShape().get(0), clusters, most, random);
            NDArray h = factor(v, clusters, v.getShape().get(1), most, random);
            for (int i = 0; i < iterations; i++) {
                update(v, w, h);
            }
            double error = v.sub(w.matMul(h)).square().sum().getFloat();
            NDArray lengths = h.square().sum(new int[] {1}).sqrt();
            long[] largest = w.mul(lengths).argMax(1).toLongArray();
            return new Result(
                    error,
                    Arrays.stream(largest).mapToInt(cluster -> (int) cluster).toArray());
        }
    }

    private static NDArray factor(NDArray v, long rows, long columns, double most, RandomStream random) {
        Shape shape = new Shape(rows, columns);
        return v.getManager().create(random.uniform((int) shape.size(), 0, most), shape);
    }

    private static void update(NDArray v, NDArray w, NDArray h) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray turned = w.transpose();
            h.muli(turned.matMul(v).div(turned.matMul(w).matMul(h).addi(SMALL)));
            NDArray across = h.transpose();
            w.muli(v.matMul(across).div(w.matMul(h.matMul(across)).addi(SMALL)));
        }
    }

    private static float[] numbers(double[][] rows) {
        int length = rows[0].length;
        float[] numbers = new float[Math.multiplyExact(rows.length, length)];
        for (int i = 0; i < rows.length; i++) {
            for (int at = 0; at < length; at++) {
                if (!(rows[i][at] >= 0)) {
                    throw new RefusedException(
                            ("nmf takes vectors without negative numbers, and vector %s has %s; use kmeans, spectral or"
                                            + " agglomerative.")
                                    .formatted(i, rows[i][at]));
                }
                numbers[i * length + at] = (float) rows[i][at];
            }
        }
        return numbers;
    }
}
