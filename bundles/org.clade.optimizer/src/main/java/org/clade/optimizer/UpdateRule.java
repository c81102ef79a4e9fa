package org.clade.optimizer;

import ai.djl.ndarray.NDList;

/** How weights change by their gradients. */
@FunctionalInterface
interface UpdateRule {

    /**
     * Makes one step.
     *
     * @param weights changed in place; they carry gradients, which are left as they are
     * @param rateFactor what the learning rate is multiplied with
     */
    void apply(NDList weights, double rateFactor);

    /** {@return the gradients that weights carry, one for each} */
    static NDList gradients(NDList weights) {
        NDList gradients = new NDList(weights.size());
        weights.forEach(weight -> gradients.add(weight.getGradient()));
        return gradients;
    }
}
