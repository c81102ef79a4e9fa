package org.clade.optimizer;

/**
 * The numbers of one step of Adam.
 *
 * @param learningRate learning rate
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon added to the root
 * @param weightDecay L2 penalty added to the gradient
 */
record AdamStep(double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {

    /** {@return the numbers in the order of {@code adam.py}} */
    double[] numbers() {
        return new double[] {learningRate, beta1, beta2, epsilon, weightDecay};
    }
}
