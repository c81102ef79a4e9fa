package org.clade.baseline.linear;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import com.github.lbfgs4j.liblbfgs.Function;
import java.util.Arrays;

/**
 * The loss of a multinomial logistic regression as a function of its weights: the mean over images of {@code -ln p(c)} plus
 * {@code ‖W‖² / (2 C n)}, with {@code p = softmax(x W + b)}. Biases are not regularized. This is scikit-learn's loss, divided by {@code C n}.
 *
 * <p>Weights are one list: W row by row (F×K), then b (K). Computed in float64.
 */
final class LogisticLoss implements Function {

    private final NDArray features;
    private final NDArray wanted;
    private final int classes;
    private final double penalty;

    private double[] at = {};
    private double value;
    private double[] gradient = {};

    /**
     * The loss on some images.
     *
     * @param features N×F, float64
     * @param wanted N×K, one 1 in each row
     * @param strength C, the inverse of the regularization, above 0
     */
    LogisticLoss(NDArray features, NDArray wanted, double strength) {
        this.features = features;
        this.wanted = wanted;
        this.classes = (int) wanted.getShape().get(1);
        this.penalty = 1 / (strength * features.getShape().get(0));
    }

    @Override
    public int getDimension() {
        return ((int) features.getShape().get(1) + 1) * classes;
    }

    @Override
    public double valueAt(double[] weights) {
        compute(weights);
        return value;
    }

    @Override
    public double[] gradientAt(double[] weights) {
        compute(weights);
        return gradient;
    }

    /** Computes value and gradient together, once for each point: the minimizer asks for both. */
    private void compute(double[] weights) {
        if (Arrays.equals(at, weights)) {
            return;
        }
        long images = features.getShape().get(0);
        int inner = weights.length - classes;
        double squares = 0;
        double[] slopes = new double[weights.length];
        for (int i = 0; i < inner; i++) {
            squares += weights[i] * weights[i];
            slopes[i] = penalty * weights[i];
        }
        try (NDManager manager = features.getManager().newSubManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray logs = logits(manager, features, weights, classes).logSoftmax(1);
            value = -logs.mul(wanted).sum().getDouble() / images + penalty * squares / 2;
            NDArray error = logs.exp().subi(wanted).divi(images);
            add(slopes, 0, features.transpose().matMul(error).toDoubleArray());
            add(slopes, inner, error.sum(new int[] {0}).toDoubleArray());
        }
        gradient = slopes;
        at = weights.clone();
    }

    /**
     * The logits of images.
     *
     * @param manager holds the weights
     * @param features N×F, float64
     * @param weights W and b
     * @param classes K
     * @return N×K
     */
    static NDArray logits(NDManager manager, NDArray features, double[] weights, int classes) {
        int inner = weights.length - classes;
        NDArray matrix = manager.create(Arrays.copyOf(weights, inner), new Shape(inner / classes, classes));
        return features.matMul(matrix).add(manager.create(Arrays.copyOfRange(weights, inner, weights.length)));
    }

    private static void add(double[] sums, int first, double[] values) {
        for (int i = 0; i < values.length; i++) {
            sums[first + i] += values[i];
        }
    }
}
