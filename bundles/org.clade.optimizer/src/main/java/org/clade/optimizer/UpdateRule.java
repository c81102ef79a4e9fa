package org.clade.optimizer;

import ai.djl.ndarray.NDList;

/** How weights change by their gradients. */
@FunctionalInterface
interface UpdateRule {

    /**
     * Makes one step.
     *
     * @param weights changed in place
     * @param gradients one for each weight; left as they are
     * @param rateFactor what the learning rate is multiplied with
     */
    void apply(NDList weights, NDList gradients, double rateFactor);
}
