package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/**
 * Pillow's resampling of 8-bit images as two matrix products, columns first, with its rounding to 8 bits after each. The
 * kernel grows with the reduction, so shrinking is anti-aliased; pixel centers are at half numbers.
 */
enum Resampling {
    /** The triangle kernel. */
    BILINEAR(1, x -> x < 1 ? 1 - x : 0),
    /** Keys' cubic kernel with a = -0.5. */
    BICUBIC(2, x -> x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0);

    /** Pillow's weights are whole multiples of 2^-22. */
    private static final double FIXED = 1 << 22;

    /** Sums of 8-bit levels with weights that are multiples of 2^-16 and add up to 1 are exact in float32. */
    private static final double SINGLE = 1 << 16;

    private final double reach;
    private final DoubleUnaryOperator kernel;

    Resampling(double reach, DoubleUnaryOperator kernel) {
        this.reach = reach;
        this.kernel = kernel;
    }

    /**
     * Resizes images.
     *
     * @param levels N×C×H×W, whole numbers 0 to 255
     * @param height rows wanted
     * @param width columns wanted
     * @return N×C×height×width levels
     */
    NDArray resized(NDArray levels, int height, int width) {
        int rows = Math.toIntExact(levels.size(2));
        int columns = Math.toIntExact(levels.size(3));
        return resized(
                levels,
                matrices(levels.getManager(), new int[] {rows}, height, rows),
                matrices(levels.getManager(), new int[] {columns}, width, columns));
    }

    /**
     * Resizes the upper left squares of images, each with its own size.
     *
     * @param levels N×C×S×S, whole numbers 0 to 255
     * @param sizes for each image the size of its square, 1 to S
     * @param side rows and columns wanted
     * @return N×C×side×side levels
     */
    NDArray resized(NDArray levels, int[] sizes, int side) {
        int[] distinct = Arrays.stream(sizes).distinct().toArray();
        NDManager manager = levels.getManager();
        NDArray matrices = matrices(manager, distinct, side, Math.toIntExact(levels.size(2)));
        if (distinct.length > 1) {
            List<Integer> known = Arrays.stream(distinct).boxed().toList();
            matrices = matrices.get(
                    manager.create(Arrays.stream(sizes).map(known::indexOf).toArray()));
        }
        return resized(levels, matrices, matrices);
    }

    /** The two products; matrices are 1×1 or N×1, times the new size, times the old size. */
    private static NDArray resized(NDArray levels, NDArray rows, NDArray columns) {
        NDArray narrow = rounded(levels.toType(columns.getDataType(), false).matMul(columns.swapAxes(2, 3)));
        return rounded(rows.matMul(narrow.toType(rows.getDataType(), false)));
    }

    /**
     * Appends {@link #resized(NDArray, int, int)} to a graph.
     *
     * @param levels N×C×H×W, whole numbers 0 to 255
     * @param side rows and columns wanted
     * @return N×C×side×side levels
     */
    Value export(Graph graph, Value levels, int side) {
        double[][] rows = weights((int) levels.shape().get(2), side);
        double[][] columns = weights((int) levels.shape().get(3), side);
        Value across = graph.constant(transposed(columns), new Shape(columns[0].length, side), DataType.FLOAT64);
        Value down = graph.constant(flat(rows), new Shape(side, rows[0].length), DataType.FLOAT64);
        Value narrow = rounded(graph, graph.matmul(graph.cast(levels, DataType.FLOAT64), across));
        return graph.cast(rounded(graph, graph.matmul(down, narrow)), DataType.FLOAT32);
    }

    private static Value rounded(Graph graph, Value sums) {
        return graph.clip(graph.elementwise(Elementwise.FLOOR, graph.add(sums, 0.5)), 0, PixelRange.LEVELS);
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] transposed(double[][] rows) {
        double[] flat = new double[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[0].length; j++) {
                flat[j * rows.length + i] = rows[i][j];
            }
        }
        return flat;
    }

    private static NDArray rounded(NDArray sums) {
        return PixelRange.clipped(sums.addi(0.5f).floor().toType(DataType.FLOAT32, false));
    }

    /** {@return the weights for each size, as 1×to×columns; those beyond the size are 0} */
    private NDArray matrices(NDManager manager, int[] sizes, int to, int columns) {
        double[] flat = new double[sizes.length * to * columns];
        for (int i = 0; i < sizes.length; i++) {
            double[][] weights = weights(sizes[i], to);
            for (int row = 0; row < to; row++) {
                System.arraycopy(weights[row], 0, flat, (i * to + row) * columns, sizes[i]);
            }
        }
        return manager.create(flat, new Shape(sizes.length, 1, to, columns)).toType(type(flat), false);
    }

    /** {@return float32 if it computes without error, otherwise float64, which always does} */
    private static DataType type(double[] weights) {
        for (double weight : weights) {
            if (weight < 0 || weight * SINGLE != Math.rint(weight * SINGLE)) {
                return DataType.FLOAT64;
            }
        }
        return DataType.FLOAT32;
    }

    /**
     * Pillow's weights.
     *
     * @param from the old number of pixels @param to the new number of pixels @return for each new pixel the weight of each old one
     */
    double[][] weights(int from, int to) {
        double scale = (double) from / to;
        double stretch = Math.max(1, scale);
        double support = reach * stretch;
        double[][] weights = new double[to][from];
        for (int out = 0; out < to; out++) {
            double center = (out + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(from, (int) (center + support + 0.5));
            double sum = 0;
            for (int in = first; in < end; in++) {
                weights[out][in] = kernel.applyAsDouble(Math.abs((in - center + 0.5) / stretch));
                sum += weights[out][in];
            }
            for (int in = first; in < end; in++) {
                double weight = weights[out][in] / sum * FIXED;
                weights[out][in] = (int) (weight + Math.copySign(0.5, weight)) / FIXED;
            }
        }
        return weights;
    }
}
