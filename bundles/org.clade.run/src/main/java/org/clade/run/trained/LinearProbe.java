package org.clade.run.trained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.random.RandomStream;
import org.clade.api.variant.Bound;
import org.clade.run.progress.LossMeter;

/**
 * A linear classifier on features, which measures how well they separate the classes (MMDC, Sec. IV-D, Table IV).
 *
 * <p>Formula: p = softmax(x W + b), loss = - mean log p of the image's class; W and b begin uniform within ±1/√F.
 */
final class LinearProbe implements AutoCloseable {

    private final TensorEngine engine;
    private final NDManager manager;
    private final NDArray weight;
    private final NDArray bias;
    private final int classes;
    private final OptimizerSession optimizer;

    /**
     * An untrained classifier.
     *
     * @param engine the engine
     * @param rule the optimizer
     * @param width F, the size of a feature vector
     * @param classes the number of classes
     * @param random draws the initial weights
     * @param parent the manager of the weights, on the computing device
     */
    LinearProbe(
            TensorEngine engine, Bound<Optimizer> rule, int width, int classes, RandomStream random, NDManager parent) {
        this.engine = engine;
        this.manager = parent.newSubManager();
        this.classes = classes;
        double most = 1 / Math.sqrt(width);
        this.weight = weight("weight", random.derive("weight").uniform(width * classes, -most, most), width, classes);
        this.bias = weight("bias", random.derive("bias").uniform(classes, -most, most), classes);
        this.optimizer = rule.part().open(new NDList(weight, bias), rule.settings());
    }

    private NDArray weight(String name, float[] values, long... shape) {
        NDArray array = manager.create(values, new Shape(shape));
        array.setName(name);
        array.setRequiresGradient(true);
        return array;
    }

    /**
     * Trains on a minibatch.
     *
     * @param features N×F, on the device of the weights; their manager holds intermediate arrays
     * @param labels the class of each
     * @param rateFactor the factor of the learning rate
     * @return the loss before the update
     */
    double learn(NDArray features, int[] labels, double rateFactor) {
        NDArray wanted = features.getManager().create(oneHot(labels), new Shape(labels.length, classes));
        double value;
        try (GradientCollector gradients = engine.autograd().record()) {
            NDArray loss = scores(features).logSoftmax(1).mul(wanted).sum().mul(-1f / labels.length);
            value = LossMeter.read("linear", loss);
            gradients.backward(loss);
        }
        optimizer.update(rateFactor);
        return value;
    }

    private NDArray scores(NDArray features) {
        return features.matMul(weight).add(bias);
    }

    private float[] oneHot(int[] labels) {
        float[] hot = new float[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            hot[i * classes + labels[i]] = 1;
        }
        return hot;
    }

    /**
     * Counts correct classifications.
     *
     * @param features N×F, on the device of the weights; their manager holds intermediate arrays
     * @param labels the class of each
     * @return the number of correctly classified images
     */
    int right(NDArray features, int[] labels) {
        long[] answers =
                engine.autograd().noGrad(() -> scores(features).argMax(1)).toLongArray();
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += answers[i] == labels[i] ? 1 : 0;
        }
        return right;
    }

    /** Frees the weights. */
    @Override
    public void close() {
        optimizer.close();
        manager.close();
    }
}
