package org.clade.task.turtle;

import ai.djl.ndarray.NDArray;

/** Cross-entropy and entropy of soft labels, in natural logarithms. */
final class SoftLabels {

    private static final int[] LAST = {-1};
    private static final float LEAST_PROBABILITY = 1e-30f;

    private SoftLabels() {}

    /**
     * The soft cross-entropy.
     *
     * @param labels N×K probabilities
     * @param logs N×K log-probabilities
     * @return the mean over rows of -Σ label · log
     */
    static NDArray crossEntropy(NDArray labels, NDArray logs) {
        return labels.mul(logs).sum(LAST).mean().neg();
    }

    /** {@return -Σ p ln p over the last axis, with 0 ln 0 = 0} */
    static NDArray entropy(NDArray probabilities) {
        return probabilities
                .mul(probabilities.maximum(LEAST_PROBABILITY).log())
                .sum(LAST)
                .neg();
    }
}
