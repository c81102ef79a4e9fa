package org.clade.optimizer;

import ai.djl.ndarray.NDList;

/** How gradients change weights. */
@FunctionalInterface
interface UpdateRule {

    /**
     * Makes one step.
     *
     * @param weights changed in place; they carry gradients, which do not change
     * @param rateFactor what the learning rate is multiplied by
     */
    void apply(NDList weights, double rateFactor);

    /** {@return the gradients that weights carry, one for each} */
    static NDList gradients(NDList weights) {
        NDList gradients = new NDList(weights.size());
        weights.forEach(weight -> gradients.add(weight.getGradient()));
        return gradients;
    }
}
