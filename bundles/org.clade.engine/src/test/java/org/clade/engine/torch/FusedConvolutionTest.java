package org.clade.engine.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import org.clade.api.engine.ConvolutionWeights;
import org.clade.api.engine.TensorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusedConvolutionTest {

    private final TensorEngine engine = TorchEngine.start();

    @Test
    void thisLibtorchHasTheKernel() {
        try (NDManager scope = engine.newManager(Device.cpu())) {
            assertTrue(new FusedConvolution(scope).known());
        }
    }

    @ParameterizedTest(name = "stride {0}, padding {1}, relu {2}")
    @CsvSource({"1, 0, true", "2, 1, true", "1, 1, false"})
    void isConvolutionThenBiasThenRelu(int stride, int padding, boolean relu) {
        engine.seed(2);
        Shape strides = new Shape(stride, stride);
        Shape border = new Shape(padding, padding);
        try (NDManager scope = engine.newManager(Device.cpu())) {
            NDArray maps = engine.operators().channelsLast(scope.randomNormal(new Shape(4, 3, 10, 10)));
            NDArray filters = scope.randomNormal(new Shape(5, 3, 3, 3));
            NDArray bias = scope.randomNormal(new Shape(5));
            engine.autograd().noGrad(() -> {
                NDArray sums =
                        Conv2d.conv2d(maps, filters, bias, strides, border).singletonOrThrow();
                NDArray expected = relu ? Activation.relu(sums) : sums;
                NDArray actual = engine.operators()
                        .convolution(maps, new ConvolutionWeights(filters, bias), strides, border, relu);
                assertArrayEquals(
                        expected.getShape().getShape(), actual.getShape().getShape());
                assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), 1e-4f);
                return null;
            });
        }
    }
}
