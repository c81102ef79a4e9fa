package org.clade.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.clade.api.engine.FactoredGradients;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts, number by number. */
class UpdateScriptsTest {

    private static final int IN = 2048;
    private static final int OUT = 2049; // five pieces, the last one of a single row

    private final TensorEngine engine =
            ServiceLoader.load(TensorEngine.class).findFirst().orElseThrow();
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = engine.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private void update(String resource, String method, List<NDList> arrays, double... numbers) {
        try (WeightState state = new WeightState(engine, method, arrays.get(0))) {
            state.compile(resource).update(method, arrays, numbers);
        }
    }

    @Test
    void adamDecaysWeightsAndTakesManyAtOnce() {
        NDList weights = new NDList(manager.ones(new Shape(3, 2)), manager.full(new Shape(5), -2f));
        NDList gradients = new NDList(manager.zeros(new Shape(3, 2)), manager.zeros(new Shape(5)));
        NDList first = new NDList(manager.zeros(new Shape(3, 2)), manager.zeros(new Shape(5)));
        NDList second = new NDList(manager.zeros(new Shape(3, 2)), manager.zeros(new Shape(5)));
        NDList steps = new NDList(manager.create(0f), manager.create(0f));
        update(
                "adam.py",
                "adam",
                List.of(weights, gradients, first, second, steps),
                new AdamStep(0.25, 0.9, 0.999, 1e-8, 0.1).numbers());
        // the first step goes by the rate against the gradient's sign, and the only gradient is the penalty's
        assertArrayEquals(
                new float[] {.75f, .75f, .75f, .75f, .75f, .75f}, weights.get(0).toFloatArray(), 1e-6f);
        assertArrayEquals(
                new float[] {-1.75f, -1.75f, -1.75f, -1.75f, -1.75f},
                weights.get(1).toFloatArray(),
                1e-6f);
        assertEquals(1, steps.get(0).getFloat());
        assertEquals(1, steps.get(1).getFloat());
    }

    @Test
    void sgdKeepsItsVelocityAndTakesManyAtOnce() {
        NDList weights = new NDList(manager.ones(new Shape(2, 1)), manager.full(new Shape(3), -2f));
        NDList gradients = new NDList(manager.full(new Shape(2, 1), 4f), manager.zeros(new Shape(3)));
        NDList velocities = new NDList(manager.zeros(new Shape(2, 1)), manager.ones(new Shape(3)));
        update("sgd.py", "sgd", List.of(weights, gradients, velocities), 0.1, 0.5, 0.25);
        assertArrayEquals(new float[] {4.25f, 4.25f}, velocities.get(0).toFloatArray(), 1e-6f);
        assertArrayEquals(new float[] {.575f, .575f}, weights.get(0).toFloatArray(), 1e-6f);
        assertArrayEquals(new float[] {-2, -2, -2}, weights.get(1).toFloatArray(), 1e-6f);
        assertArrayEquals(new float[] {4, 4}, gradients.get(0).toFloatArray());
    }

    @Test
    void rmspropDividesByTheRootAndLeavesGradients() {
        NDList weights = new NDList(manager.ones(new Shape(2, 1)), manager.full(new Shape(3), -2f));
        NDList gradients = new NDList(manager.full(new Shape(2, 1), -4f), manager.zeros(new Shape(3)));
        NDList squares = new NDList(manager.zeros(new Shape(2, 1)), manager.ones(new Shape(3)));
        NDArray late = manager.full(new Shape(), 1e9f);
        update("rmsprop.py", "rmsprop", List.of(weights, gradients, squares, new NDList(late, late)), 0.5, 0.75, 2);
        // 0.25 · 16 = 4, and 1 + 0.5 · 4 / (2 + 2)
        assertArrayEquals(new float[] {4, 4}, squares.get(0).toFloatArray(), 1e-6f);
        assertArrayEquals(new float[] {1.5f, 1.5f}, weights.get(0).toFloatArray(), 1e-6f);
        assertArrayEquals(new float[] {.75f, .75f, .75f}, squares.get(1).toFloatArray(), 1e-6f);
        assertArrayEquals(new float[] {-2, -2, -2}, weights.get(1).toFloatArray());
        assertArrayEquals(new float[] {-4, -4}, gradients.get(0).toFloatArray());
        assertEquals(1e9f, late.getFloat());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void adamByPiecesIsAdam(Precision precision) {
        engine.seed(1);
        NDArray x = manager.randomNormal(new Shape(5, IN));
        NDArray bias = manager.randomNormal(new Shape(OUT));
        NDArray large = manager.randomNormal(new Shape(OUT, IN)).mul(0.02f);
        large.setRequiresGradient(true);
        NDArray twin = large.duplicate();
        twin.setRequiresGradient(true);
        AdamStep adam = new AdamStep(1e-3, 0.9, 0.999, 1e-2, 1e-3);
        NDList both = new NDList(large, twin);
        try (WeightState state = new WeightState(engine, "adam", both)) {
            AdamMoments moments = AdamMoments.in(state);
            FactoredGradients products = state.products(new NDList(large));
            for (int step = 0; step < 3; step++) {
                backward(x, large, bias, precision);
                backward(x, twin, bias, precision);
                engine.autograd().noGrad(() -> {
                    moments.apply(both, products, UnaryOperator.identity(), adam);
                    engine.autograd().clearGradients(both);
                    return null;
                });
                assertArrayEquals(twin.toFloatArray(), large.toFloatArray(), 1e-5f);
            }
            assertEquals(3, moments.steps().get(0).getFloat());
            assertEquals(3, moments.steps().get(1).getFloat());
            engine.autograd().noGrad(() -> {
                assertArrayEquals(
                        outputs(x, twin, bias, precision).toFloatArray(),
                        outputs(x, large, bias, precision).toFloatArray(),
                        precision == Precision.FP32 ? 1e-4f : 0.1f);
                return null;
            });
        }
    }

    private NDArray outputs(NDArray x, NDArray weight, NDArray bias, Precision precision) {
        NDArray product = engine.autocast()
                .run(precision, Device.cpu(), () -> engine.operators().linear(x, weight, bias));
        return engine.operators().toFloat32(product);
    }

    /** A loss whose gradients differ from output to output. */
    private void backward(NDArray x, NDArray weight, NDArray bias, Precision precision) {
        try (GradientCollector gradients = engine.autograd().record()) {
            gradients.backward(outputs(x, weight, bias, precision).square().sum());
        }
    }
}
