package org.clade.run.trained;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.variant.Bound;
import org.clade.engine.torch.TorchEngine;
import org.clade.optimizer.SgdOptimizer;
import org.junit.jupiter.api.Test;

/** Compares the classifier with softmax regression computed by hand. */
class LinearProbeTest {

    private static final int WIDTH = 3;
    private static final int CLASSES = 4;
    private static final float[] ROWS = {1, -2, 0.5f, 0.25f, 3, -1};
    private static final int[] LABELS = {2, 0};

    private final TensorEngine engine = TorchEngine.start();
    private NDList weights;

    /** An optimizer that exposes the weights. */
    private final Optimizer seen = new Optimizer() {
        @Override
        public OptimizerSession open(NDList given, Settings settings) {
            weights = given;
            Optimizer sgd = new SgdOptimizer(engine);
            return sgd.open(given, Settings.of(sgd, "lr=0.1, momentum=0"));
        }
    };

    @Test
    void aStepIsThatOfSoftmaxRegression() {
        try (NDManager manager = engine.newManager(Device.cpu());
                LinearProbe probe = new LinearProbe(
                        engine,
                        new Bound<>(PartSpec.parse("sgd"), seen, Settings.of(seen, "")),
                        WIDTH,
                        CLASSES,
                        RandomStream.of(1),
                        manager)) {
            float[] w = weights.get(0).toFloatArray();
            float[] b = weights.get(1).toFloatArray();
            double expectedLoss = 0;
            double[] gradientW = new double[w.length];
            double[] gradientB = new double[b.length];
            for (int i = 0; i < LABELS.length; i++) {
                double[] p = softmax(w, b, i);
                expectedLoss -= Math.log(p[LABELS[i]]) / LABELS.length;
                for (int c = 0; c < CLASSES; c++) {
                    double error = (p[c] - (c == LABELS[i] ? 1 : 0)) / LABELS.length;
                    gradientB[c] += error;
                    for (int j = 0; j < WIDTH; j++) {
                        gradientW[j * CLASSES + c] += error * ROWS[i * WIDTH + j];
                    }
                }
            }
            int before = manager.getManagedArrays().size();
            try (NDManager scope = manager.newSubManager()) {
                NDArray features = scope.create(ROWS, new Shape(LABELS.length, WIDTH));
                assertEquals(expectedLoss, probe.learn(features, LABELS, 0.5), 1e-5);
            }
            assertEquals(before, manager.getManagedArrays().size());
            float[] after = weights.get(0).toFloatArray();
            for (int i = 0; i < w.length; i++) {
                assertEquals(w[i] - 0.05 * gradientW[i], after[i], 1e-5);
            }
            float[] biasAfter = weights.get(1).toFloatArray();
            for (int c = 0; c < CLASSES; c++) {
                assertEquals(b[c] - 0.05 * gradientB[c], biasAfter[c], 1e-5);
            }
        }
    }

    private static double[] softmax(float[] w, float[] b, int image) {
        double[] p = new double[CLASSES];
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
            double score = b[c];
            for (int j = 0; j < WIDTH; j++) {
                score += w[j * CLASSES + c] * ROWS[image * WIDTH + j];
            }
            p[c] = Math.exp(score);
            sum += p[c];
        }
        for (int c = 0; c < CLASSES; c++) {
            p[c] /= sum;
        }
        return p;
    }
}
