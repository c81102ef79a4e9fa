package org.clade.attention.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianAttentionTest {

    private static final FeatureShape FEATURES = new FeatureShape(3, 4, 7);
    private static final Shape BATCH = new Shape(5, 3, 4, 7);

    private final TensorEngine engine = TorchEngine.start();
    private final GaussianAttention attention = new GaussianAttention();

    @ParameterizedTest
    @ValueSource(strings = {"", "parameters=free, width=1, epsilon=0", "convolution=off", "alpha=0.5"})
    void returnsOneMapForEachImage(String settings) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = attention.build(request(FEATURES, settings));
            block.initialize(manager, DataType.FLOAT32, BATCH);
            NDArray map = infer(block, manager, manager.randomNormal(BATCH));
            assertEquals(new Shape(5, 1, 4, 7), map.getShape());
            assertArrayEquals(new Shape[] {map.getShape()}, block.getOutputShapes(new Shape[] {BATCH}));
            assertTrue(map.min().getFloat() >= 0);
            assertTrue(map.max().getFloat() <= 1);
        }
    }

    @Test
    void theConvolutionIsAnOption() {
        assertEquals(3 * 3 + 3 + 3 + 3 + 3 * 84 + 3, trained(""));
        assertEquals(3 * 84 + 3, trained("convolution=off"));
    }

    @Test
    void theLinearLayersBoundComesFromTheWholeMap() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = attention.build(request(FEATURES, "convolution=off"));
            block.initialize(manager, DataType.FLOAT32, BATCH);
            float largest = block.getParameters().values().stream()
                    .map(parameter -> parameter.getArray().abs().max().getFloat())
                    .max(Float::compare)
                    .orElseThrow();
            assertTrue(largest <= 1 / Math.sqrt(84));
            assertTrue(largest > 0.9 / Math.sqrt(84));
        }
    }

    @Test
    void tiedParametersIgnoreTheSecond() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = attention.build(request(FEATURES, "parameters=tied, convolution=off"));
            block.initialize(manager, DataType.FLOAT32, BATCH);
            try (GradientCollector recording = engine.autograd().record()) {
                recording.backward(
                        block.forward(new ParameterStore(manager, false), new NDList(manager.randomNormal(BATCH)), true)
                                .singletonOrThrow()
                                .sum());
            }
            NDArray gradient =
                    block.getParameters().get(0).getValue().getArray().getGradient();
            assertEquals(0, gradient.get(1).abs().sum().getFloat());
            assertTrue(gradient.get(0).abs().sum().getFloat() > 0);
            assertTrue(gradient.get(2).abs().sum().getFloat() > 0);
        }
    }

    @Test
    void refusesFeaturesWithoutAMap() {
        RefusedException refusal =
                assertThrows(RefusedException.class, () -> attention.build(request(new FeatureShape(10, 1, 1), "")));
        assertTrue(refusal.getMessage().contains("the features are 10×1×1"), refusal.getMessage());
    }

    @Test
    void attendsAndIsNeverTheSameBlock() {
        AttentionRequest request = request(FEATURES, "");
        assertTrue(attention.attends(request));
        assertNotSame(attention.build(request), attention.build(request));
    }

    @Test
    void leavesNothingBehind() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = attention.build(request(FEATURES, ""));
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
    void isSavedAndLoaded() throws IOException, MalformedModelException {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = attention.build(request(FEATURES, ""));
            block.initialize(manager, DataType.FLOAT32, BATCH);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            block.saveParameters(new DataOutputStream(bytes));
            Block loaded = attention.build(request(FEATURES, ""));
            loaded.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            NDArray features = manager.randomNormal(BATCH);
            assertArrayEquals(
                    infer(block, manager, features).toFloatArray(),
                    infer(loaded, manager, features).toFloatArray());
        }
    }

    private long trained(String settings) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = attention.build(request(FEATURES, settings));
            block.initialize(manager, DataType.FLOAT32, BATCH);
            return block.getParameters().values().stream()
                    .filter(Parameter::requiresGradient)
                    .mapToLong(parameter -> parameter.getShape().size())
                    .sum();
        }
    }

    private AttentionRequest request(FeatureShape features, String settings) {
        return new AttentionRequest(features, Settings.of(attention, settings));
    }

    private NDArray infer(Block block, NDManager manager, NDArray features) {
        return engine.autograd()
                .noGrad(() -> block.forward(new ParameterStore(manager, false), new NDList(features), false)
                        .singletonOrThrow());
    }
}
