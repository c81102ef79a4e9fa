package org.clade.engine.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MixedPrecisionTest {

    /** 1 + 2⁻⁸ has one binary place more than bfloat16 keeps; float32 squares it to 1.0078277…. */
    private static final float BETWEEN = 1.00390625f;

    private final TensorEngine engine = TorchEngine.start();
    private NDManager scope;
    private NDArray weight;

    @BeforeEach
    void open() {
        scope = engine.newManager(Device.cpu());
        weight = scope.create(new float[] {BETWEEN}, new Shape(1, 1));
        weight.setRequiresGradient(true);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private NDArray square(Precision precision) {
        NDArray product = engine.autocast().run(precision, Device.cpu(), () -> weight.matMul(weight));
        return engine.operators().toFloat32(product);
    }

    @Test
    void bf16RoundsWhatItMultipliesAndFp32DoesNot() {
        float[] exact = {BETWEEN * BETWEEN};
        engine.autograd().noGrad(() -> {
            assertArrayEquals(exact, square(Precision.FP32).toFloatArray());
            assertArrayEquals(new float[] {1}, square(Precision.BF16).toFloatArray());
            assertArrayEquals(exact, square(Precision.FP32).toFloatArray());
            return null;
        });
    }

    @Test
    void theGradientOfAFloat32WeightIsFloat32() {
        try (GradientCollector gradients = engine.autograd().record()) {
            gradients.backward(square(Precision.BF16).sum());
        }
        try (NDArray gradient = weight.getGradient()) {
            assertEquals(DataType.FLOAT32, gradient.getDataType());
            assertArrayEquals(new float[] {2}, gradient.toFloatArray());
        }
    }

    @Test
    void aCastThatIsKeptIsForgottenWhenItsWeightMayChange() {
        engine.autocast().withFrozenWeights(() -> square(Precision.BF16));
        try (NDArray three = scope.full(new Shape(1, 1), 3)) {
            engine.operators().copy(new ai.djl.ndarray.NDList(three), new ai.djl.ndarray.NDList(weight));
        }
        assertEquals(9, square(Precision.BF16).getFloat(0, 0));
    }

    @Test
    void aMatrixIsCastOnceWhileWeightsStay() {
        NDArray cast = engine.autograd().noGrad(() -> engine.autocast().withFrozenWeights(() -> {
            NDArray first = forProducts(Precision.BF16);
            assertEquals(1, engine.operators().toFloat32(first).getFloat(0, 0));
            assertSame(first, forProducts(Precision.BF16));
            assertSame(weight, forProducts(Precision.FP32));
            return first;
        }));
        assertThrows(IllegalStateException.class, cast::getShape, "freed");
        assertSame(weight, engine.autocast().castForMatmul(weight));
    }

    private NDArray forProducts(Precision precision) {
        return engine.autocast()
                .run(precision, Device.cpu(), () -> engine.autocast().castForMatmul(weight));
    }

    @Test
    void itIsOffAgainAfterAFailure() {
        assertThrows(IllegalStateException.class, () -> engine.autocast().run(Precision.BF16, Device.cpu(), () -> {
            throw new IllegalStateException("expected");
        }));
        assertNotEquals(
                1, engine.autograd().noGrad(() -> square(Precision.FP32)).getFloat(0, 0));
    }

    @Test
    void precisionsAreReadAsUsersWriteThem() {
        assertEquals(Precision.FP32, engine.autocast().precision("fp32", Device.cpu()));
        assertEquals(Precision.BF16, engine.autocast().precision("bf16", Device.cpu()));
        assertEquals(
                engine.autocast().precision("auto", Device.cpu()),
                engine.autocast().precision("auto", Device.cpu()));
        RefusedException refused =
                assertThrows(RefusedException.class, () -> engine.autocast().precision("fp16", Device.cpu()));
        assertTrue(refused.getMessage().contains("fp32, bf16 and auto"), refused.getMessage());
    }
}
