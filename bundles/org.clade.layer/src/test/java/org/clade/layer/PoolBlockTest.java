package org.clade.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.ArrayList;
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

class PoolBlockTest {

    private final TensorEngine engine = TorchEngine.start();
    private NDManager scope;

    @BeforeEach
    void open() {
        engine.seed(5);
        scope = engine.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @ParameterizedTest(name = "{0}, {1}, {2} x {3}, padding {4}")
    @CsvSource({
        "FP32, EVALUATION, 10, 10, 0",
        "FP32, BATCH_STATISTICS, 11, 9, 0",
        "BF16, EVALUATION, 11, 9, 0",
        "BF16, BATCH_STATISTICS, 10, 10, 0",
        "FP32, EVALUATION, 10, 10, 1",
        "FP32, BATCH_STATISTICS, 11, 9, 1",
        "BF16, EVALUATION, 11, 10, 1",
        "FP32, EVALUATION, 1, 2, 1",
    })
    void maximaOfHalvesAreThoseOfWindows(Precision precision, ForwardMode mode, int height, int width, int padding) {
        NDArray images = scope.randomNormal(new Shape(3, 2, height, width));
        List<float[]> maps = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        Block chain = new Sequential()
                .then("convolution", Layers.convolution(2, 16, 3, 1))
                .then("pool", Layers.maxPool(2, padding));
        chain.initialize(scope, DataType.FLOAT32, images.getShape());
        for (PairList<String, Object> options : List.of(mode.options(), mode.options(engine))) {
            try (NDManager step = scope.newSubManager();
                    NDArray input = images.duplicate()) {
                input.attach(step);
                NDArray pooled = engine.autograd().noGrad(() -> engine.autocast()
                        .run(precision, Device.cpu(), () -> forward(chain, input, options)));
                shapes.add(pooled.getShape());
                maps.add(engine.operators().toFloat32(pooled).toFloatArray());
            }
        }
        assertEquals(new Shape(3, 16, height / 2 + padding, width / 2 + padding), shapes.get(0));
        assertEquals(shapes.get(0), shapes.get(1));
        assertArrayEquals(maps.get(0), maps.get(1));
    }

    @Test
    void whatIsNoNumberIsKept() {
        NDArray map = scope.create(
                new float[] {
                    Float.NaN,
                    1,
                    Float.NEGATIVE_INFINITY,
                    Float.NEGATIVE_INFINITY,
                    2,
                    3,
                    Float.NEGATIVE_INFINITY,
                    Float.NEGATIVE_INFINITY,
                    0,
                    -0f,
                    1,
                    Float.POSITIVE_INFINITY,
                    -0f,
                    -1,
                    2,
                    3,
                },
                new Shape(1, 1, 4, 4));
        Block block = Layers.maxPool();
        block.initialize(scope, DataType.FLOAT32, map.getShape());
        NDArray pooled = engine.autograd().noGrad(() -> forward(block, map, ForwardMode.EVALUATION.options(engine)));
        assertArrayEquals(
                new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 0, Float.POSITIVE_INFINITY}, pooled.toFloatArray());
    }

    @Test
    void nothingButTheMapIsLeft() {
        NDArray map = scope.randomNormal(new Shape(1, 2, 6, 6));
        Block block = Layers.maxPool();
        block.initialize(scope, DataType.FLOAT32, map.getShape());
        int before = scope.getManagedArrays().size();
        engine.autograd()
                .noGrad(() -> forward(block, map, ForwardMode.EVALUATION.options(engine)))
                .close();
        assertEquals(before, scope.getManagedArrays().size());
        assertTrue(before > 0);
    }

    private static NDArray forward(Block block, NDArray map, PairList<String, Object> options) {
        ParameterStore parameters = new ParameterStore(map.getManager(), false);
        return block.forward(parameters, new NDList(map), false, options).singletonOrThrow();
    }
}
