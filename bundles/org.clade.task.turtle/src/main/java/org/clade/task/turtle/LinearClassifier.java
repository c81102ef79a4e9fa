package org.clade.task.turtle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.clade.api.random.RandomStream;

/** A linear classifier of one feature space, fitted to soft labels by Adam; its arrays belong to the caller's scope. */
final class LinearClassifier {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final NDArray weight;
    private final NDArray bias;
    private final NDList first;
    private final NDList second;
    private int steps;

    /**
     * A classifier with new moments.
     *
     * @param weight K×d, changed in place
     * @param bias K numbers, changed in place
     */
    LinearClassifier(NDArray weight, NDArray bias) {
        this.weight = weight;
        this.bias = bias;
        first = new NDList(weight.zerosLike(), bias.zerosLike());
        second = new NDList(weight.zerosLike(), bias.zerosLike());
    }

    /**
     * A classifier as PyTorch draws it, weights and bias uniform in ±1/√d.
     *
     * @param width d
     * @param clusters K
     * @param random the draws
     * @param manager holds it
     * @return the classifier
     */
    static LinearClassifier drawn(int width, int clusters, RandomStream random, NDManager manager) {
        double bound = 1 / Math.sqrt(width);
        NDArray weight = manager.create(random.uniform(clusters * width, -bound, bound), new Shape(clusters, width));
        return new LinearClassifier(weight, manager.create(random.uniform(clusters, -bound, bound)));
    }

    /** {@return N×K log-probabilities} */
    NDArray logProbabilities(NDArray features) {
        return features.matMul(weight.transpose()).add(bias).logSoftmax(1);
    }

    /**
     * Makes one step on all rows.
     *
     * @param features N×d
     * @param labels N×K
     * @param rate the learning rate
     */
    void fit(NDArray features, NDArray labels, double rate) {
        NDList gradients = gradients(features, labels);
        steps++;
        update(weight, gradients.get(0), 0, rate);
        update(bias, gradients.get(1), 1, rate);
    }

    /** {@return the gradients of the mean soft cross-entropy: K×d and K} */
    NDList gradients(NDArray features, NDArray labels) {
        NDArray difference = logProbabilities(features).exp().sub(labels).div((float)
                features.getShape().get(0));
        return new NDList(difference.transpose().matMul(features), difference.sum(new int[] {0}));
    }

    private void update(NDArray array, NDArray gradient, int at, double rate) {
        first.get(at).muli((float) BETA1).addi(gradient.mul((float) (1 - BETA1)));
        second.get(at).muli((float) BETA2).addi(gradient.square().mul((float) (1 - BETA2)));
        NDArray root =
                second.get(at).div((float) (1 - Math.pow(BETA2, steps))).sqrt().add(EPSILON);
        array.subi(first.get(at).div(root).mul((float) (rate / (1 - Math.pow(BETA1, steps)))));
    }

    /** {@return the weights, bias and moments as numbers, then the number of steps} */
    float[][] state() {
        return new float[][] {
            weight.toFloatArray(),
            bias.toFloatArray(),
            first.get(0).toFloatArray(),
            first.get(1).toFloatArray(),
            second.get(0).toFloatArray(),
            second.get(1).toFloatArray(),
            {steps}
        };
    }

    /**
     * A classifier with a saved state.
     *
     * @param state what {@link #state} returned
     * @param manager holds it
     * @return the classifier
     */
    static LinearClassifier of(float[][] state, NDManager manager) {
        int clusters = state[1].length;
        Shape shape = new Shape(clusters, state[0].length / clusters);
        LinearClassifier classifier = new LinearClassifier(manager.create(state[0], shape), manager.create(state[1]));
        classifier.first.get(0).addi(manager.create(state[2], shape));
        classifier.first.get(1).addi(manager.create(state[3]));
        classifier.second.get(0).addi(manager.create(state[4], shape));
        classifier.second.get(1).addi(manager.create(state[5]));
        classifier.steps = (int) state[6][0];
        return classifier;
    }

    /** {@return the weights, K×d} */
    NDArray weight() {
        return weight;
    }

    /** {@return the bias, K numbers} */
    NDArray bias() {
        return bias;
    }
}
