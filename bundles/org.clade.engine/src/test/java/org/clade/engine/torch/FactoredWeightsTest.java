package org.clade.engine.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.clade.api.engine.FactoredGradient;
import org.clade.api.engine.FactoredGradients;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A layer and its twin with the same weights and a usual gradient. */
class FactoredWeightsTest {

    private static final int IN = 2048;
    private static final int OUT = 2049;
    private static final int IMAGES = 5;

    private final TensorEngine engine = TorchEngine.start();
    private NDManager scope;
    private NDArray x;
    private NDArray bias;
    private NDArray large;
    private NDArray twin;

    @BeforeEach
    void open() {
        scope = engine.newManager(Device.cpu());
        engine.seed(1);
        x = scope.randomNormal(new Shape(IMAGES, IN));
        x.setRequiresGradient(true);
        bias = scope.randomNormal(new Shape(OUT));
        bias.setRequiresGradient(true);
        large = scope.randomNormal(new Shape(OUT, IN)).mul(0.02f);
        large.setRequiresGradient(true);
        twin = large.duplicate();
        twin.setRequiresGradient(true);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private NDArray outputs(NDArray weight, Precision precision) {
        NDArray product = engine.autocast()
                .run(precision, Device.cpu(), () -> engine.operators().linear(x, weight, bias));
        return engine.operators().toFloat32(product);
    }

    /** A loss whose gradients differ from output to output; returns the gradient of the layer's input. */
    private float[] backward(NDArray weight, Precision precision) {
        engine.autograd().clearGradients(new NDList(x, bias));
        try (GradientCollector gradients = engine.autograd().record()) {
            gradients.backward(outputs(weight, precision).square().sum());
        }
        return x.getGradient().toFloatArray();
    }

    private float[] product(FactoredGradient gradient) {
        return engine.operators()
                .toFloat32(gradient.outputs())
                .transpose()
                .matMul(engine.operators().toFloat32(gradient.inputs()))
                .toFloatArray();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void theProductIsTheGradientAndTheOtherGradientsAreAsEver(Precision precision) {
        try (FactoredGradients products = engine.autograd().factoredGradients(new NDList(large))) {
            float[] before = backward(twin, precision);
            float[] ofBias = bias.getGradient().toFloatArray();
            float[] expected = twin.getGradient().toFloatArray();
            assertArrayEquals(before, backward(large, precision), 1e-4f);
            assertArrayEquals(ofBias, bias.getGradient().toFloatArray(), 1e-4f);
            // In bfloat16 the usual gradient is rounded to eight bits once more.
            float tolerance = precision == Precision.FP32 ? 1e-4f : 0.25f;
            assertArrayEquals(expected, product(products.of(large).orElseThrow()), tolerance);
            assertTrue(products.of(twin).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void withoutGradientsTheProductIsTheSame(Precision precision) {
        engine.autograd().noGrad(() -> {
            float[] expected = x.matMul(large.transpose()).add(bias).toFloatArray();
            NDArray product = engine.autocast().run(precision, Device.cpu(), () -> engine.operators()
                    .linear(x, engine.autocast().castForMatmul(large), bias));
            assertEquals(new Shape(IMAGES, OUT), product.getShape());
            float tolerance = precision == Precision.FP32 ? 1e-5f : 0.05f;
            assertArrayEquals(expected, engine.operators().toFloat32(product).toFloatArray(), tolerance);
            return null;
        });
    }

    @Test
    void severalPassesAddUp() {
        try (FactoredGradients products = engine.autograd().factoredGradients(new NDList(large))) {
            backward(large, Precision.FP32);
            float[] once = product(products.of(large).orElseThrow());
            backward(large, Precision.FP32);
            float[] twice = product(products.of(large).orElseThrow());
            for (int i = 0; i < once.length; i++) {
                assertEquals(2 * once[i], twice[i], 1e-3f);
            }
        }
    }

    @Test
    void gradientsAreForgotten() {
        try (FactoredGradients products = engine.autograd().factoredGradients(new NDList(large))) {
            backward(large, Precision.BF16);
            engine.autograd().clearGradients(new NDList(large));
            assertTrue(products.of(large).isEmpty());
        }
    }

    @Test
    void aPassThatWasGivenUpLeavesNoGradient() {
        try (FactoredGradients products = engine.autograd().factoredGradients(new NDList(large))) {
            GradientCollector abandoned = engine.autograd().record();
            outputs(large, Precision.FP32);
            abandoned.close();
            for (float number : product(products.of(large).orElseThrow())) {
                assertEquals(0, number);
            }
        }
    }

    @Test
    void aMatrixThatWasChangedByOthersIsCastAnew() {
        try (FactoredGradients products = engine.autograd().factoredGradients(new NDList(large));
                NDArray ones = scope.ones(large.getShape())) {
            backward(large, Precision.BF16);
            engine.operators().copy(new NDList(ones), new NDList(large));
            NDArray read = engine.autocast()
                    .run(Precision.BF16, Device.cpu(), () -> engine.autocast().castForMatmul(large));
            assertEquals(1, engine.operators().toFloat32(read).min().getFloat());
            assertTrue(products.of(large).isPresent());
        }
    }

    @Test
    void outsideTrainingItIsReadAsItIsInFloat32() {
        try (FactoredGradients products = engine.autograd().factoredGradients(new NDList(large))) {
            assertSame(large, engine.autocast().castForMatmul(large));
            NDArray read = engine.autocast()
                    .run(Precision.BF16, Device.cpu(), () -> engine.autocast().castForMatmul(large));
            assertNotSame(large, read);
            assertTrue(products.of(large).isEmpty());
        }
    }

    @Test
    void onceClosedTheGradientIsWhereItAlwaysIs() {
        engine.autograd().factoredGradients(new NDList(large)).close();
        backward(large, Precision.FP32);
        backward(twin, Precision.FP32);
        assertArrayEquals(twin.getGradient().toFloatArray(), large.getGradient().toFloatArray(), 1e-4f);
    }

    @Test
    void smallMatricesAndVectorsAreNotConcerned() {
        NDArray small = scope.ones(new Shape(OUT, IN - 1));
        small.setRequiresGradient(true);
        try (FactoredGradients products = engine.autograd().factoredGradients(new NDList(small, bias))) {
            try (GradientCollector gradients = engine.autograd().record();
                    NDArray ones = scope.ones(new Shape(1, IN - 1))) {
                gradients.backward(engine.operators().linear(ones, small, bias).sum());
            }
            assertTrue(products.of(small).isEmpty());
            assertEquals(1, small.getGradient().min().getFloat());
        }
    }
}
