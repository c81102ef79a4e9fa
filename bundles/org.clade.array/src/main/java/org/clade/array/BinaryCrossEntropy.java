package org.clade.array;

import ai.djl.ndarray.NDArray;

/**
 * Binary cross-entropy of probabilities, finite everywhere: {@code -t log x - (1 - t) log(1 - x)}.
 *
 * <p>It agrees with PyTorch's in value (logarithms end at -100) and in gradient,
 * {@code (x - t) / max(x (1 - x), 1e-12)}. With plain operations the gradient would be 0 · ∞ at 0 and 1.
 */
public final class BinaryCrossEntropy {

    private static final float LEAST_LOGARITHM = -100;
    private static final float LEAST_VARIANCE = 1e-12f;

    private BinaryCrossEntropy() {}

    /**
     * The cross-entropy, element by element. The probabilities' manager holds intermediate arrays.
     *
     * @param probabilities x, 0 to 1, any shape; gradient flows into them
     * @param targets t, 0 to 1, same shape and type; constants
     * @return same shape, 0 to 100
     */
    public static NDArray of(NDArray probabilities, NDArray targets) {
        NDArray x = probabilities.stopGradient();
        NDArray t = targets.stopGradient();
        NDArray value = t.mul(logarithm(x))
                .add(t.neg().add(1).mul(logarithm(x.neg().add(1))))
                .neg();
        NDArray slope = x.sub(t).div(x.mul(x.neg().add(1)).maximum(LEAST_VARIANCE));
        // The second term is zero; its gradient is the slope.
        return value.add(slope.mul(probabilities.sub(x)));
    }

    private static NDArray logarithm(NDArray x) {
        return x.log().maximum(LEAST_LOGARITHM);
    }
}
