package org.clade.head;

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
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.head.HeadRequest;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.attention.gaussian.GaussianAttention;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlpHeadTest {

    private static final FeatureShape FEATURES = new FeatureShape(4, 5, 5);
    private static final Shape BATCH = new Shape(3, 4, 5, 5);
    private static final Shape MAPS = new Shape(3, 1, 5, 5);

    private final TensorEngine engine = TorchEngine.start();
    private final MlpHead head = new MlpHead();

    @ParameterizedTest
    @CsvSource({
        "gat_heads__mlp2_sum, '', ''",
        "gat_heads__fc1_mean, 'layers=1, attended=mean', 'parameters=free, width=1, epsilon=0'"
    })
    void hasTheValuesAndGradientsOfBothReadings(String name, String headSettings, String attentionSettings) {
        Golden golden = Golden.load(name);
        GaussianAttention gaussian = new GaussianAttention();
        Block attention = gaussian.build(
                new AttentionRequest(FEATURES, Settings.of(gaussian, join(attentionSettings, "convolution=off"))));
        Block labels = head.build(request(join(headSettings, "convolution=off"), true));
        try (NDManager manager = engine.newManager(Device.cpu())) {
            attention.initialize(manager, DataType.FLOAT32, BATCH);
            labels.initialize(manager, DataType.FLOAT32, BATCH, MAPS);
            Map<String, NDArray> weights = new LinkedHashMap<>();
            weights.put("W_theta", weight(attention, "02parameters", 0));
            weights.put("b_theta", weight(attention, "02parameters", 1));
            boolean two = golden.has("inputs.W1_label");
            for (String branch : List.of("label", "att")) {
                String child = branch.equals("label") ? "02label" : "03attended";
                if (two) {
                    weights.put("W1_" + branch, weight(labels, child, 0));
                    weights.put("b1_" + branch, weight(labels, child, 1));
                }
                weights.put("W2_" + branch, weight(labels, child, two ? 2 : 0));
                weights.put("b2_" + branch, weight(labels, child, two ? 3 : 1));
            }
            engine.autograd().noGrad(() -> {
                weights.forEach(
                        (key, array) -> golden.tensor(manager, "inputs." + key).copyTo(array));
                return weights;
            });
            NDArray features = golden.tensor(manager, "inputs.F");
            features.setRequiresGradient(true);
            ParameterStore store = new ParameterStore(manager, false);
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray map =
                        attention.forward(store, new NDList(features), true).singletonOrThrow();
                NDList out = labels.forward(store, new NDList(features, map), true);
                NDArray loss = out.get(0)
                        .mul(golden.tensor(manager, "inputs.upstream_l"))
                        .sum()
                        .add(out.get(1)
                                .mul(golden.tensor(manager, "inputs.upstream_a"))
                                .sum());
                recording.backward(loss);
                golden.check("expected.l", out.get(0));
                golden.check("expected.l_att", out.get(1));
                golden.check("expected.loss", loss);
            }
            golden.check("expected.grad.F", features.getGradient());
            weights.forEach((key, array) -> golden.check("expected.grad." + key, array.getGradient()));
        }
    }

    @Test
    void softmaxIsStableAsTheGoldenOne() {
        Golden golden = Golden.load("label_softmax_l1");
        Block block = head.build(
                new HeadRequest(new FeatureShape(6, 1, 1), 6, false, Settings.of(head, "layers=1, convolution=off")));
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray logits = golden.tensor(manager, "inputs.logits");
            block.initialize(manager, DataType.FLOAT32, new Shape(8, 6, 1, 1));
            NDArray out = engine.autograd().noGrad(() -> {
                manager.eye(6).copyTo(weight(block, "02label", 0));
                manager.zeros(new Shape(6)).copyTo(weight(block, "02label", 1));
                return block.forward(new ParameterStore(manager, false), new NDList(logits.reshape(8, 6, 1, 1)), false)
                        .singletonOrThrow();
            });
            golden.check("expected.out", out);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "relu=on",
                "convolution=off",
                "layers=1, attended=mean",
                "layers=3, hidden=16, relu=on, attended=mean"
            })
    void labelFeaturesSatisfyEquation2(String settings) {
        for (double scale : new double[] {0, 1, 1e4}) {
            try (NDManager manager = engine.newManager(Device.cpu())) {
                Block block = head.build(request(settings, true));
                block.initialize(manager, DataType.FLOAT32, BATCH, MAPS);
                NDList inputs = new NDList(manager.randomNormal(BATCH).mul(scale), manager.randomUniform(0, 1, MAPS));
                for (boolean training : new boolean[] {false, true}) {
                    NDList out = engine.autograd()
                            .noGrad(() -> block.forward(new ParameterStore(manager, false), inputs, training));
                    assertEquals(2, out.size());
                    for (NDArray labels : out) {
                        assertEquals(new Shape(3, 5), labels.getShape());
                        assertTrue(labels.min().getFloat() >= 0);
                        for (float sum : labels.sum(new int[] {1}).toFloatArray()) {
                            assertEquals(1, sum, 1e-6);
                        }
                    }
                }
            }
        }
    }

    @Test
    void saysAndReturnsOneSignalWithoutAttentionAndTwoWith() {
        assertEquals(List.of(Signal.PROBABILITIES), head.emits(request("", false)));
        assertEquals(List.of(Signal.PROBABILITIES, Signal.ATTENDED_PROBABILITIES), head.emits(request("", true)));
        Shape labels = new Shape(3, 5);
        assertArrayEquals(new Shape[] {labels}, head.build(request("", false)).getOutputShapes(new Shape[] {BATCH}));
        assertArrayEquals(
                new Shape[] {labels, labels}, head.build(request("", true)).getOutputShapes(new Shape[] {BATCH, MAPS}));
    }

    @Test
    void theLabelBranchDoesNotDependOnAttention() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray features = manager.randomNormal(BATCH);
            float[] with = labels(manager, true, new NDList(features, manager.ones(MAPS)));
            float[] without = labels(manager, false, new NDList(features));
            assertArrayEquals(without, with);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden=0", "hidden=k", "hidden=1.5", "hidden=1e9"})
    void refusesWidthsThatAreNone(String settings) {
        RefusedException refusal = assertThrows(RefusedException.class, () -> request(settings, true));
        assertTrue(refusal.getMessage().startsWith(settings + " does not fit"), refusal.getMessage());
    }

    @Test
    void leavesNothingBehind() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = head.build(request("relu=on", true));
            block.initialize(manager, DataType.FLOAT32, BATCH, MAPS);
            int before = manager.getManagedArrays().size();
            for (int i = 0; i < 50; i++) {
                try (NDManager step = manager.newSubManager();
                        GradientCollector recording = engine.autograd().record()) {
                    NDList inputs = new NDList(step.randomNormal(BATCH), step.ones(MAPS));
                    NDList out = block.forward(new ParameterStore(step, false), inputs, true);
                    recording.backward(
                            out.get(0).square().add(out.get(1).square()).sum());
                }
                assertEquals(before, manager.getManagedArrays().size());
            }
        }
    }

    @Test
    void isSavedAndLoaded() throws IOException, MalformedModelException {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = head.build(request("", true));
            block.initialize(manager, DataType.FLOAT32, BATCH, MAPS);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            block.saveParameters(new DataOutputStream(bytes));
            Block loaded = head.build(request("", true));
            loaded.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            NDList inputs = new NDList(manager.randomNormal(BATCH), manager.ones(MAPS));
            ParameterStore store = new ParameterStore(manager, false);
            engine.autograd().noGrad(() -> {
                NDList expected = block.forward(store, inputs, false);
                NDList actual = loaded.forward(store, inputs, false);
                assertArrayEquals(expected.get(0).toFloatArray(), actual.get(0).toFloatArray());
                assertArrayEquals(expected.get(1).toFloatArray(), actual.get(1).toFloatArray());
                return actual;
            });
        }
    }

    private float[] labels(NDManager manager, boolean attended, NDList inputs) {
        engine.seed(9);
        Block block = head.build(request("", attended));
        block.initialize(manager, DataType.FLOAT32, inputs.getShapes());
        return engine.autograd()
                .noGrad(() -> block.forward(new ParameterStore(manager, false), inputs, false))
                .get(0)
                .toFloatArray();
    }

    private HeadRequest request(String settings, boolean attended) {
        return new HeadRequest(FEATURES, 5, attended, Settings.of(head, settings));
    }

    private static NDArray weight(Block block, String child, int position) {
        return block.getChildren()
                .get(child)
                .getParameters()
                .get(position)
                .getValue()
                .getArray();
    }

    private static String join(String first, String second) {
        return first.isEmpty() ? second : first + ", " + second;
    }
}
