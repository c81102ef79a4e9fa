package org.clade.engine.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import java.util.Optional;
import java.util.function.Function;
import org.clade.api.engine.ConvolutionWeights;
import org.clade.api.engine.TensorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WideConvolutionTest {

    private static final int CHANNELS = 32;
    private static final int FILTERS = 7;
    private static final float TOLERANCE = 2e-4f;

    private final TensorEngine engine = TorchEngine.start();
    private final TorchOperators operators = (TorchOperators) engine.operators();

    @ParameterizedTest(name = "{0} maps of {1}×{2}, window {3}, stride {4}, bias {5}")
    @CsvSource({
        "16, 3, 3, 3, 1, false",
        "16, 3, 3, 3, 2, true",
        "5, 1, 1, 3, 1, true",
        "5, 2, 3, 3, 2, false",
        "8, 4, 2, 5, 1, false",
        "8, 5, 4, 5, 2, true",
        "24, 7, 7, 3, 2, false",
        "8, 10, 9, 3, 2, true",
        "1, 6, 6, 3, 1, true"
    })
    void hasTheValuesAndGradientsOfTheConvolution(
            int maps, int height, int width, int kernel, int stride, boolean bias) {
        engine.seed(3);
        Shape strides = new Shape(stride, stride);
        Shape padding = new Shape(kernel / 2, kernel / 2);
        try (NDManager scope = engine.newManager(Device.cpu())) {
            NDArray x = engine.operators().channelsLast(scope.randomNormal(new Shape(maps, CHANNELS, height, width)));
            NDArray w = scope.randomNormal(new Shape(FILTERS, CHANNELS, kernel, kernel));
            NDArray b = scope.randomNormal(new Shape(FILTERS));
            NDArray plain =
                    Conv2d.conv2d(x, w, bias ? b : null, strides, padding).singletonOrThrow();
            NDArray weights = scope.randomNormal(plain.getShape());
            NDList expected = withGradients(new NDList(x, w, b), weights, in -> Conv2d.conv2d(
                            in.get(0), in.get(1), bias ? in.get(2) : null, strides, padding)
                    .singletonOrThrow());
            NDList actual = withGradients(
                    new NDList(x, w, b),
                    weights,
                    in -> operators.wideConvolution(
                            in.get(0), in.get(1), bias ? Optional.of(in.get(2)) : Optional.empty(), strides));
            for (int i = 0; i < (bias ? expected.size() : expected.size() - 1); i++) {
                assertEquals(expected.get(i).getShape(), actual.get(i).getShape());
                assertArrayEquals(expected.get(i).toFloatArray(), actual.get(i).toFloatArray(), TOLERANCE);
            }
        }
    }

    /** The result, and the gradients of its weighted sum: those of the maps, the filters and the bias, if it has one. */
    private NDList withGradients(NDList inputs, NDArray weights, Function<NDList, NDArray> convolution) {
        NDList copies = new NDList(inputs.stream().map(NDArray::duplicate).toList());
        copies.forEach(copy -> copy.setRequiresGradient(true));
        try (GradientCollector recording = engine.autograd().record()) {
            NDArray y = convolution.apply(copies);
            recording.backward(y.mul(weights).sum());
            NDList results = new NDList(y);
            for (NDArray copy : copies) {
                results.add(copy.getGradient());
            }
            return results;
        }
    }

    @ParameterizedTest(name = "stride {0}, ReLU {1}")
    @CsvSource({"1, true", "2, false"})
    void hasTheValuesOfTheFusedConvolution(int stride, boolean relu) {
        engine.seed(4);
        Shape strides = new Shape(stride, stride);
        Shape padding = new Shape(1, 1);
        try (NDManager scope = engine.newManager(Device.cpu())) {
            NDArray x = engine.operators().channelsLast(scope.randomNormal(new Shape(9, CHANNELS, 5, 4)));
            NDArray w = scope.randomNormal(new Shape(FILTERS, CHANNELS, 3, 3));
            NDArray b = scope.randomNormal(new Shape(FILTERS));
            FusedConvolution kernel = new FusedConvolution(scope);
            engine.autograd().noGrad(() -> {
                NDArray sums = Conv2d.conv2d(x, w, b, strides, padding).singletonOrThrow();
                NDArray expected = relu ? Activation.relu(sums) : sums;
                NDArray actual = kernel.fused(x, new ConvolutionWeights(w, b), strides, padding, relu, false, true);
                assertEquals(expected.getShape(), actual.getShape());
                assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), TOLERANCE);
                return null;
            });
        }
    }

    @ParameterizedTest(name = "{0} channels, {1} columns, window {2}, padding {3}, stride {4}: {5}")
    @CsvSource({
        "64, 5, 3, 1, 1, true",
        "64, 5, 3, 1, 2, true",
        "64, 6, 3, 1, 1, false",
        "64, 10, 3, 1, 2, true",
        "64, 11, 3, 1, 2, false",
        "64, 5, 3, 0, 1, false",
        "64, 5, 1, 0, 1, false",
        "64, 5, 2, 1, 1, false",
        "64, 5, 3, 1, 3, false",
        "3, 5, 3, 1, 1, false"
    })
    void suitsSmallMapsWithEqualBorders(
            int channels, int columns, int kernel, int padding, int stride, boolean expected) {
        assertEquals(
                expected,
                WideConvolution.suits(
                        new Shape(2, channels, 9, columns),
                        new Shape(4, channels, kernel, kernel),
                        new Shape(stride, stride),
                        new Shape(padding, padding),
                        5));
    }

    @Test
    void isForTheSmallestMapsAloneWithoutTiles() {
        assertEquals(8, WideConvolution.widest(true, true, true, 64));
        assertEquals(3, WideConvolution.widest(false, true, true, 128));
        assertEquals(5, WideConvolution.widest(false, true, true, 256));
        assertEquals(8, WideConvolution.widest(false, true, true, 512));
        assertEquals(2, WideConvolution.widest(true, true, false, 512));
        assertEquals(0, WideConvolution.widest(false, true, false, 512));
        assertEquals(3, WideConvolution.widest(true, false, true, 64));
        assertEquals(3, WideConvolution.widest(false, false, true, 256));
        assertEquals(5, WideConvolution.widest(false, false, true, 512));
    }
}
