package org.clade.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.Arrays;
import java.util.List;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.head.HeadRequest;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestraintHeadTest {

    /** With epsilon 1e-5 this variance makes batch normalization the identity. */
    private static final float NEUTRAL_VARIANCE = 1 - 1e-5f;

    private final TensorEngine engine = TorchEngine.start();
    private final RestraintHead head = new RestraintHead();

    @ParameterizedTest
    @CsvSource({
        "dac_restraint__paper, 'relu=off'",
        "dac_restraint__softmax, 'relu=off'",
        "dac_restraint__norm_eps, 'relu=off, epsilon=1e-7'",
        "stdac_output__relu_softmax_l2, ''"
    })
    void hasTheValuesAndGradientsOfAllReadings(String name, String settings) {
        Golden golden = Golden.load(name);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray logits = golden.tensor(manager, "inputs.logits");
            logits.setRequiresGradient(true);
            Block block = build(6, "init=identity" + (settings.isEmpty() ? "" : ", " + settings));
            block.initialize(manager, DataType.FLOAT32, logits.getShape());
            neutral(block);
            try (GradientCollector recording = engine.autograd().record()) {
                NDList out = block.forward(new ParameterStore(manager, false), new NDList(logits), false);
                NDArray loss = out.get(1)
                        .mul(golden.tensor(manager, "inputs.upstream"))
                        .sum();
                recording.backward(loss);
                if (golden.has("expected.softmax")) {
                    golden.check("expected.softmax", out.get(0));
                }
                golden.check("expected.out", out.get(1));
                golden.check("expected.loss", loss);
            }
            golden.check("expected.grad.logits", logits.getGradient());
        }
    }

    @Test
    void softmaxIsStableAsTheGoldenOne() {
        Golden golden = Golden.load("label_softmax_l1");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray logits = golden.tensor(manager, "inputs.logits");
            Block block = build(6, "init=identity, relu=off");
            block.initialize(manager, DataType.FLOAT32, logits.getShape());
            neutral(block);
            golden.check(
                    "expected.out",
                    block.forward(new ParameterStore(manager, false), new NDList(logits), false)
                            .head());
        }
    }

    @Test
    void dacsHasTwoDenseLayersAndStdacsOne() {
        assertEquals(2 * (10 * 10 + 10 + 20), learned(new FeatureShape(10, 1, 1), "layers=2, init=identity"));
        assertEquals(3096 * 10 + 10 + 20, learned(new FeatureShape(3096, 1, 1), ""));
        assertEquals(3 * 4 * 5 * 10 + 10 + 20, learned(new FeatureShape(3, 4, 5), ""));
    }

    @Test
    void saysBothLabelFeatures() {
        HeadRequest request = new HeadRequest(new FeatureShape(5, 2, 2), 3, false, Settings.of(head, ""));
        assertEquals(List.of(Signal.PROBABILITIES, Signal.UNIT_VECTORS), head.emits(request));
        Shape labels = new Shape(7, 3);
        assertArrayEquals(
                new Shape[] {labels, labels}, head.build(request).getOutputShapes(new Shape[] {new Shape(7, 5, 2, 2)}));
    }

    /** DAC and ST-DAC process clean images with the batch's own statistics. */
    @Test
    void passesTheForwardModeOn() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            engine.seed(5);
            NDArray features = manager.randomNormal(new Shape(16, 6)).mul(3).add(1);
            Block block = build(6, "layers=2, init=identity");
            block.initialize(manager, DataType.FLOAT32, features.getShape());
            float[] batch = said(block, manager, features, ForwardMode.BATCH_STATISTICS);
            float[] running = said(block, manager, features, ForwardMode.EVALUATION);
            float[] training = said(block, manager, features, ForwardMode.TRAINING);
            assertArrayEquals(training, batch, 1e-6f);
            assertFalse(Arrays.equals(running, batch));
        }
    }

    @Test
    void theIdentityNeedsAsManyFeaturesAsClusters() {
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> head.build(new HeadRequest(
                        new FeatureShape(256, 7, 7), 10, false, Settings.of(head, "layers=2, init=identity"))));
        assertTrue(refusal.getMessage().contains("256×7×7, 12544 numbers"), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("init=glorot"), refusal::getMessage);
    }

    @Test
    void anAttentionMapThatNobodyReadsIsRefused() {
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> head.build(new HeadRequest(new FeatureShape(10, 1, 1), 10, true, Settings.of(head, ""))));
        assertTrue(refusal.getMessage().contains("attention=identity"), refusal::getMessage);
    }

    private float[] said(Block block, NDManager manager, NDArray features, ForwardMode mode) {
        return engine.autograd()
                .noGrad(() -> block.forward(
                        new ParameterStore(manager, false), new NDList(features), mode.training(), mode.options()))
                .get(1)
                .toFloatArray();
    }

    private long learned(FeatureShape features, String settings) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = head.build(new HeadRequest(features, 10, false, Settings.of(head, settings)));
            block.initialize(
                    manager, DataType.FLOAT32, new Shape(2, features.channels(), features.height(), features.width()));
            return block.getParameters().values().stream()
                    .filter(Parameter::requiresGradient)
                    .mapToLong(parameter -> parameter.getArray().size())
                    .sum();
        }
    }

    private Block build(int clusters, String settings) {
        return head.build(
                new HeadRequest(new FeatureShape(clusters, 1, 1), clusters, false, Settings.of(head, settings)));
    }

    private static void neutral(Block block) {
        for (Parameter parameter : block.getParameters().values()) {
            if (parameter.getName().equals("runningVar")) {
                parameter.getArray().onesLike().mul(NEUTRAL_VARIANCE).copyTo(parameter.getArray());
            }
        }
    }
}
