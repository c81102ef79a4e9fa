package org.clade.attention.conv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionAttentionTest {

    private static final Shape BATCH = new Shape(5, 3, 4, 7);

    private final TensorEngine engine = TorchEngine.start();
    private final ConvolutionAttention attention = new ConvolutionAttention();

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void returnsOneMapForEachImage(int kernel) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = attention.build(request("kernel=" + kernel));
            block.initialize(manager, DataType.FLOAT32, BATCH);
            NDArray map = infer(block, manager, manager.randomNormal(BATCH));
            assertEquals(new Shape(5, 1, 4, 7), map.getShape());
            assertArrayEquals(new Shape[] {map.getShape()}, block.getOutputShapes(new Shape[] {BATCH}));
            assertTrue(map.min().getFloat() > 0);
            assertTrue(map.max().getFloat() < 1);
            assertEquals(
                    3L * kernel * kernel,
                    block.getParameters().get(0).getValue().getArray().size());
        }
    }

    @Test
    void isTheSigmoidOfAWeightedSum() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = attention.build(request(""));
            block.initialize(manager, DataType.FLOAT32, BATCH);
            float[] weight = block.getParameters().get(0).getValue().getArray().toFloatArray();
            float bias = block.getParameters().get(1).getValue().getArray().toFloatArray()[0];
            NDArray features = manager.randomNormal(BATCH);
            float sum = bias;
            for (int channel = 0; channel < 3; channel++) {
                sum += weight[channel] * features.getFloat(4, channel, 2, 6);
            }
            assertEquals(
                    1 / (1 + Math.exp(-sum)), infer(block, manager, features).getFloat(4, 0, 2, 6), 1e-6);
        }
    }

    @Test
    void leavesNothingBehind() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = attention.build(request("kernel=3"));
            block.initialize(manager, DataType.FLOAT32, BATCH);
            int before = manager.getManagedArrays().size();
            for (int i = 0; i < 50; i++) {
                try (NDManager step = manager.newSubManager();
                        GradientCollector recording = engine.autograd().record()) {
                    NDList features = new NDList(step.randomNormal(BATCH));
                    recording.backward(block.forward(new ParameterStore(step, false), features, true)
                            .singletonOrThrow()
                            .sum());
                }
                assertEquals(before, manager.getManagedArrays().size());
            }
        }
    }

    @Test
    void refusesOtherWindows() {
        assertThrows(RefusedException.class, () -> request("kernel=2"));
    }

    private AttentionRequest request(String settings) {
        return new AttentionRequest(new FeatureShape(3, 4, 7), Settings.of(attention, settings));
    }

    private NDArray infer(Block block, NDManager manager, NDArray features) {
        return engine.autograd()
                .noGrad(() -> block.forward(new ParameterStore(manager, false), new NDList(features), false)
                        .singletonOrThrow());
    }
}
