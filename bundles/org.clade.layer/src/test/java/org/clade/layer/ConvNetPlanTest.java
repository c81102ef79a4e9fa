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
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.util.List;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConvNetPlanTest {

    private static final Shape IMAGES = new Shape(16, 2, 12, 12);

    private final TensorEngine engine = TorchEngine.start();

    /** In bfloat16 many numbers of a window are equal, so the position of the maximum matters. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void reluBehindMaxPoolingIsReluBeforeIt(Precision precision) {
        Filters filters = new Filters(true, Initialization.HE);
        ConvNetPlan plan = new ConvNetPlan(
                "test",
                "use larger ones",
                new ImageShape(2, 12, 12),
                List.of(
                        ConvNetStage.convolution("one", 8, 3, 1, filters),
                        ConvNetStage.pooling("pool", 2, Layers::maxPool),
                        ConvNetStage.convolution("two", 4, 3, 1, filters)));
        Block before = new Sequential()
                .then("one", filters.of(2, 8, 3, 1))
                .then("pool", Layers.maxPool())
                .then("two", filters.of(8, 4, 3, 1));
        Outcome expected = outcome(before, precision);
        Outcome actual = outcome(plan.build(), precision);
        assertEquals(expected.names(), actual.names());
        assertArrayEquals(expected.output(), actual.output());
        for (int i = 0; i < expected.gradients().size(); i++) {
            assertArrayEquals(
                    expected.gradients().get(i),
                    actual.gradients().get(i),
                    expected.names().get(i));
        }
        assertTrue(expected.gradients().stream().anyMatch(gradient -> gradient[0] != 0));
    }

    private record Outcome(float[] output, List<String> names, List<float[]> gradients) {}

    private Outcome outcome(Block block, Precision precision) {
        engine.seed(7);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            block.initialize(manager, DataType.FLOAT32, IMAGES);
            NDArray images = manager.randomNormal(IMAGES);
            float[] output;
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray out = engine.autocast().run(precision, Device.cpu(), () -> block.forward(
                                new ParameterStore(manager, false), new NDList(images), true)
                        .singletonOrThrow());
                NDArray exact = engine.operators().toFloat32(out);
                output = exact.toFloatArray();
                recording.backward(exact.square().sum());
            }
            List<Pair<String, Parameter>> learned = block.getParameters().stream()
                    .filter(parameter -> parameter.getValue().requiresGradient())
                    .toList();
            return new Outcome(
                    output,
                    learned.stream().map(Pair::getKey).toList(),
                    learned.stream()
                            .map(parameter -> {
                                try (NDArray gradient =
                                        parameter.getValue().getArray().getGradient()) {
                                    return gradient.toFloatArray();
                                }
                            })
                            .toList());
        }
    }
}
