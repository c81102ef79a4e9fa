package org.clade.optimizer;

import ai.djl.ndarray.NDList;

/** The update of weights by gradients. */
@FunctionalInterface
interface UpdateRule {

    /**
     * Makes one step.
     *
     * @param weights changed in place; their gradients do not change
     * @param rateFactor the factor of the learning rate
     */
    void apply(NDList weights, double rateFactor);

    /** {@return the gradients of the weights, one for each} */
    static NDList gradients(NDList weights) {
        NDList gradients = new NDList(weights.size());
        weights.forEach(weight -> gradients.add(weight.getGradient()));
        return gradients;
    }
}
