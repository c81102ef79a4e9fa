package org.clade.attention.spatial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import ai.djl.util.Pair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpatialTransformerTest {

    /** In the order of the parameters. */
    private static final List<String> WEIGHTS =
            List.of("conv1_W", "conv1_b", "conv2_W", "conv2_b", "fc1_W", "fc1_b", "fc2_W", "fc2_b");

    private static final FeatureShape SMALL = new FeatureShape(1, 12, 12);

    private final TensorEngine engine = TorchEngine.start();
    private final SpatialTransformer part = new SpatialTransformer(engine);

    @Test
    void theLayerHasTheValuesAndGradientsOfTheReleasedOne() {
        Golden golden = Golden.load("stdac_layer");
        Block layer = part.build(request(SMALL, "filters=3, hidden=8"));
        check(golden, layer, "upstream", "out");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNetHasTheValuesAndGradientsOfTheReleasedOne(boolean bounded) {
        Golden golden = Golden.load("stdac_localisation__" + (bounded ? "tanh" : "linear"));
        check(golden, new Localisation(3, 8, bounded).of(SMALL), "upstream_theta", "theta");
    }

    @Test
    void beginsAsAMagnification() {
        Golden golden = Golden.load("stdac_initial_transform");
        FeatureShape digits = new FeatureShape(1, 28, 28);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block net = new Localisation(20, 50, true).of(digits);
            net.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 28, 28));
            NDArray images = manager.randomNormal(new Shape(3, 1, 28, 28));
            NDArray theta = infer(net, images);
            golden.check("expected.theta", theta.get(2));
            golden.check("expected.zoom", 1 / theta.getFloat(0, 0));
            NDArray row =
                    new AffineGrid(28, 28).of(theta).get("0, 0, :, 0").add(1).mul(14);
            golden.check("expected.pixel_x_row", row);
            golden.check("expected.pixel_first", row.getFloat(0));
            golden.check("expected.pixel_last", row.getFloat(27));
        }
    }

    @Test
    void theLinearNetBeginsAsTheIdentity() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block net = new Localisation(20, 50, false).of(SMALL);
            net.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 12, 12));
            NDArray theta = infer(net, manager.randomNormal(new Shape(1, 1, 12, 12)));
            assertArrayEquals(new float[] {1, 0, 0, 0, 1, 0}, theta.toFloatArray());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 28, 980", "128, 14, 180", "256, 7, 20", "3, 96, 11520"})
    void theNetBeginsAsGlorotSaysOnMapsOfEverySize(int channels, int size, int flat) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = part.build(request(new FeatureShape(channels, size, size), ""));
            block.initialize(manager, DataType.FLOAT32, new Shape(1, channels, size, size));
            assertEquals(
                    List.of(
                            new Shape(20, channels, 5, 5),
                            new Shape(20),
                            new Shape(20, 20, 5, 5),
                            new Shape(20),
                            new Shape(50, flat),
                            new Shape(50),
                            new Shape(6, 50),
                            new Shape(6)),
                    block.getParameters().values().stream()
                            .map(Parameter::getShape)
                            .toList());
            assertBound(block, 0, 25 * channels, 25 * 20);
            assertBound(block, 2, 25 * 20, 25 * 20);
            assertBound(block, 4, flat, 50);
            for (int zero : new int[] {1, 3, 5, 6}) {
                assertEquals(0, weight(block, zero).abs().max().getFloat());
            }
            NDArray maps = manager.randomNormal(new Shape(2, channels, size, size));
            assertEquals(maps.getShape(), infer(block, maps).getShape());
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 28", "28, 3", "1, 1"})
    void refusesMapsThatAreTooSmall(int height, int width) {
        RefusedException refusal = assertThrows(
                RefusedException.class, () -> part.build(request(new FeatureShape(20, height, width), "")));
        assertEquals(
                "spatial needs maps of at least 4×4 positions for its localization net; this one is 20×%s×%s; put it at an"
                                .formatted(height, width)
                        + " earlier stage or take larger images.",
                refusal.getMessage());
    }

    @Test
    void insideAChainAStepHoldsInputAndOutputAndLeavesNothingBehind() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Sequential chain = new Sequential()
                    .then("before", Layers.tanh())
                    .then("transformer", part.build(request(SMALL, "")))
                    .then("after", Layers.maxPool());
            chain.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 12, 12));
            int before = manager.getManagedArrays().size();
            for (int i = 0; i < 20; i++) {
                try (NDManager step = manager.newSubManager();
                        GradientCollector recording = engine.autograd().record()) {
                    NDArray images = step.randomNormal(new Shape(4, 1, 12, 12));
                    NDArray pooled = chain.forward(new ParameterStore(step, false), new NDList(images), true)
                            .singletonOrThrow();
                    assertEquals(2, step.getManagedArrays().size(), "images and what comes out");
                    recording.backward(pooled.sum());
                }
                assertEquals(before, manager.getManagedArrays().size());
            }
        }
    }

    @Test
    void isSavedAndLoaded() throws IOException, MalformedModelException {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = part.build(request(SMALL, ""));
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 12, 12));
            engine.autograd().noGrad(() -> weight(block, 6).addi(0.01f));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            block.saveParameters(new DataOutputStream(bytes));
            Block loaded = part.build(request(SMALL, ""));
            loaded.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            NDArray maps = manager.randomNormal(new Shape(4, 1, 12, 12));
            assertArrayEquals(
                    infer(block, maps).toFloatArray(), infer(loaded, maps).toFloatArray());
        }
    }

    private void check(Golden golden, Block block, String upstream, String output) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            block.initialize(manager, DataType.FLOAT32, new Shape(2, 1, 12, 12));
            for (int i = 0; i < WEIGHTS.size(); i++) {
                golden.tensor(manager, "inputs." + WEIGHTS.get(i)).copyTo(weight(block, i));
                weight(block, i).setRequiresGradient(true);
            }
            NDArray image = golden.tensor(manager, "inputs.image");
            image.setRequiresGradient(true);
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray said = block.forward(new ParameterStore(manager, false), new NDList(image), true)
                        .singletonOrThrow();
                NDArray loss =
                        said.mul(golden.tensor(manager, "inputs." + upstream)).sum();
                recording.backward(loss);
                golden.check("expected." + output, said);
                golden.check("expected.loss", loss);
            }
            golden.check("expected.grad.image", image.getGradient());
            for (int i = 0; i < WEIGHTS.size(); i++) {
                golden.check("expected.grad." + WEIGHTS.get(i), weight(block, i).getGradient());
            }
        }
    }

    private static void assertBound(Block block, int weight, int fanIn, int fanOut) {
        double bound = Math.sqrt(6.0 / (fanIn + fanOut));
        float largest = weight(block, weight).abs().max().getFloat();
        assertTrue(largest <= (float) bound && largest > 0.9 * bound, largest + " of " + bound);
    }

    private static NDArray weight(Block block, int i) {
        Pair<String, Parameter> parameter = block.getParameters().get(i);
        return parameter.getValue().getArray();
    }

    private AttentionRequest request(FeatureShape map, String settings) {
        return new AttentionRequest(map, Settings.of(part, settings));
    }

    private NDArray infer(Block block, NDArray maps) {
        return engine.autograd()
                .noGrad(() -> block.forward(new ParameterStore(maps.getManager(), false), new NDList(maps), false)
                        .singletonOrThrow());
    }
}
