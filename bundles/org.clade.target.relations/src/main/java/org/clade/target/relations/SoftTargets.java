package org.clade.target.relations;

import ai.djl.ndarray.NDArray;

/** Balanced and sharpened labels (GATCluster Eqs. 4 and 10). */
final class SoftTargets {

    /** The smallest divisor: without an epsilon an empty cluster would give 0/0. */
    private static final float LEAST = Float.MIN_NORMAL;

    private final float epsilon;

    /**
     * The targets.
     *
     * @param epsilon added to both denominators, 0 for the paper's reading
     */
    SoftTargets(float epsilon) {
        this.epsilon = epsilon;
    }

    /** {@return Eq. 4: labels divided by their cluster's total, rows scaled to sum 1} */
    NDArray balanced(NDArray labels, NDArray totals) {
        return normalized(labels, totals);
    }

    /** {@return Eq. 10: squared labels divided by the total of the labels themselves, rows scaled to sum 1} */
    NDArray sharpened(NDArray labels, NDArray totals) {
        return normalized(labels.square(), totals);
    }

    private NDArray normalized(NDArray weights, NDArray totals) {
        NDArray shares = weights.div(totals.add(epsilon).maximum(LEAST));
        return shares.div(shares.sum(new int[] {1}, true).add(epsilon).maximum(LEAST));
    }
}
