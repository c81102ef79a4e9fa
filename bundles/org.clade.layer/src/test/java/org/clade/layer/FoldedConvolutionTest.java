package org.clade.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Arrays;
import java.util.List;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedConvolutionTest {

    private static final Shape IMAGES = new Shape(6, 2, 9, 9);

    private final TensorEngine engine = TorchEngine.start();
    private NDManager scope;
    private NDArray images;

    @BeforeEach
    void open() {
        engine.seed(5);
        scope = engine.newManager(Device.cpu());
        images = scope.randomNormal(IMAGES);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @ParameterizedTest(name = "stride {0}, padding {1}, bias {2}, relu {3}")
    @CsvSource({"1, 0, true, true", "1, 1, false, true", "2, 1, true, false", "1, 1, false, false"})
    void saysWhatItsLayersSay(int stride, int padding, boolean bias, boolean relu) {
        Sequential chain = trained(chain(stride, padding, bias, relu));
        float[] apart = predict(chain, ForwardMode.EVALUATION.options(), Precision.FP32);
        assertArrayEquals(apart, predict(chain, ForwardMode.EVALUATION.options(engine), Precision.FP32), 1e-5f);
        float[] reduced = predict(chain, ForwardMode.EVALUATION.options(engine), Precision.BF16);
        assertArrayEquals(apart, reduced, 0.1f);
        assertFalse(Arrays.equals(apart, reduced), "bfloat16 rounds");
    }

    @Test
    void statisticsOfTheBatchAreNotFolded() {
        Sequential chain = trained(chain(1, 1, true, true));
        assertArrayEquals(
                predict(chain, ForwardMode.BATCH_STATISTICS.options(), Precision.FP32),
                predict(chain, ForwardMode.BATCH_STATISTICS.options(engine), Precision.FP32));
    }

    @Test
    void nothingIsLeftInMemory() {
        Sequential chain = trained(chain(1, 1, true, true));
        int before = scope.getManagedArrays().size();
        predict(chain, ForwardMode.EVALUATION.options(engine), Precision.BF16);
        assertEquals(before, scope.getManagedArrays().size());
    }

    @Test
    void onlyWhatStandsTogetherIsFolded() {
        Block convolution = Layers.convolution(2, 3, 3, 0);
        Block normalization = Layers.batchNorm();
        assertTrue(FoldedConvolution.at(List.of(convolution, normalization), 0).isPresent());
        assertTrue(FoldedConvolution.at(List.of(convolution, normalization), 1).isEmpty());
        assertTrue(FoldedConvolution.at(List.of(convolution, Layers.relu(), normalization), 0)
                .isEmpty());
    }

    private static Sequential chain(int stride, int padding, boolean bias, boolean relu) {
        Sequential chain = new Sequential()
                .then(
                        "convolution",
                        Layers.convolution(2, 4, new Window(3, padding, stride), new Filters(bias, Initialization.HE)))
                .then("normalization", Layers.batchNorm());
        return relu ? chain.then("relu", Layers.relu()) : chain;
    }

    /** With running statistics, scales and shifts that differ from the initial ones. */
    private Sequential trained(Sequential chain) {
        chain.initialize(scope, DataType.FLOAT32, IMAGES);
        chain.getParameters().forEach(parameter -> {
            if (parameter.getValue().getShape().dimension() == 1) {
                NDArray array = parameter.getValue().getArray();
                NDArray moved = scope.randomUniform(0.5f, 1.5f, array.getShape());
                engine.operators().copy(new NDList(moved), new NDList(array));
            }
        });
        return chain;
    }

    private float[] predict(Sequential chain, PairList<String, Object> options, Precision precision) {
        try (NDManager step = scope.newSubManager();
                NDArray input = images.duplicate()) {
            input.attach(step);
            return engine.autograd().noGrad(() -> {
                NDArray out = engine.autocast().run(precision, Device.cpu(), () -> chain.forward(
                                new ParameterStore(scope, false), new NDList(input), false, options)
                        .singletonOrThrow());
                return engine.operators().toFloat32(out).toFloatArray();
            });
        }
    }
}
