package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.DoubleUnaryOperator;

/**
 * Pillow's resampling of 8-bit images as two matrix products, columns first, with its rounding to 8 bits after each. The
 * kernel grows with the reduction, so shrinking is anti-aliased; pixel centres are at half numbers.
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
     * @return N×C×height×width levels; {@code levels} itself where nothing changes
     */
    NDArray resized(NDArray levels, int height, int width) {
        NDManager manager = levels.getManager();
        Shape shape = levels.getShape();
        NDArray result = levels;
        if (shape.get(3) != width) {
            double[][] weights = weights((int) shape.get(3), width);
            DataType type = type(weights);
            result = rounded(result.reshape(-1, shape.get(3))
                            .toType(type, false)
                            .matMul(matrix(manager, weights, type).transpose()))
                    .reshape(shape.get(0), shape.get(1), shape.get(2), width);
        }
        if (shape.get(2) != height) {
            double[][] weights = weights((int) shape.get(2), height);
            DataType type = type(weights);
            result = rounded(matrix(manager, weights, type).matMul(result.toType(type, false)));
        }
        return result;
    }

    private static NDArray rounded(NDArray sums) {
        return Levels.clipped(sums.addi(0.5f).floor().toType(DataType.FLOAT32, false));
    }

    private static NDArray matrix(NDManager manager, double[][] weights, DataType type) {
        int columns = weights[0].length;
        double[] flat = new double[weights.length * columns];
        for (int row = 0; row < weights.length; row++) {
            System.arraycopy(weights[row], 0, flat, row * columns, columns);
        }
        return manager.create(flat, new Shape(weights.length, columns)).toType(type, false);
    }

    /** {@return float32 where it computes without error, otherwise float64, which always does} */
    private static DataType type(double[][] weights) {
        for (double[] row : weights) {
            for (double weight : row) {
                if (weight < 0 || weight * SINGLE != Math.rint(weight * SINGLE)) {
                    return DataType.FLOAT64;
                }
            }
        }
        return DataType.FLOAT32;
    }

    /**
     * Pillow's weights.
     *
     * @param from pixels there are
     * @param to pixels wanted
     * @return for each pixel wanted the weight of each pixel there is
     */
    double[][] weights(int from, int to) {
        double scale = (double) from / to;
        double stretch = Math.max(1, scale);
        double support = reach * stretch;
        double[][] weights = new double[to][from];
        for (int out = 0; out < to; out++) {
            double centre = (out + 0.5) * scale;
            int first = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(from, (int) (centre + support + 0.5));
            double sum = 0;
            for (int in = first; in < end; in++) {
                weights[out][in] = kernel.applyAsDouble(Math.abs((in - centre + 0.5) / stretch));
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
