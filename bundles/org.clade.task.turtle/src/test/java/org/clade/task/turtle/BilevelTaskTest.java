package org.clade.task.turtle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.golden.Golden;
import org.clade.testkit.LossTaskContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BilevelTaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new BilevelTask();
    }

    @Override
    public List<String> settings() {
        return List.of("", "gamma=1, entropy=mean");
    }

    @ParameterizedTest
    @CsvSource({"1space_first_order, ''", "2space_first_order, ''", "2space_entropy_of_mean, 'entropy=mean'"})
    void agreesWithTheReference(String name, String settings) {
        Golden golden = Golden.load("turtle_outer_loss__" + name);
        int spaces = (int) golden.number("params.spaces");
        try (NDManager manager = engine().newManager(Device.cpu())) {
            Block block = Encoders.block(golden, spaces, "inputs", manager);
            NDList logs = new NDList();
            for (int j = 0; j < spaces; j++) {
                LinearClassifier classifier = new LinearClassifier(
                        golden.tensor(manager, "inputs.inner_w" + j), golden.tensor(manager, "inputs.inner_b" + j));
                logs.add(classifier.logProbabilities(golden.tensor(manager, "inputs.z" + j)));
            }
            Targets targets = new Targets(12, Map.of(TargetKind.CLASSIFIER_LOG_PROBABILITIES, NDArrays.stack(logs, 1)));
            try (GradientCollector recording = engine().autograd().record()) {
                NDList said = Encoders.forward(block, Encoders.features(golden, spaces, manager), manager);
                Predictions predictions = new Predictions(Map.of(Signal.SPACE_PROBABILITIES, said.get(1)));
                NDArray loss = part().loss(new Step(
                        predictions,
                        targets,
                        Settings.of(
                                part(),
                                settings + (settings.isEmpty() ? "" : ", ") + "gamma="
                                        + golden.number("params.gamma"))));
                recording.backward(loss);
                golden.check("expected.labels", said.get(0));
                golden.check("expected.loss", loss);
                NDArray error = part().loss(new Step(predictions, targets, Settings.of(part(), "gamma=0")));
                golden.check("expected.prediction_error", error);
                Encoders.checkGradients(block, golden, spaces, "expected.grad");
            }
        }
    }

    @Test
    void headAndTargetsNeedTheSameSpaces() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            Step step = new Step(
                    new Predictions(Map.of(Signal.SPACE_PROBABILITIES, manager.ones(new Shape(4, 6)))),
                    new Targets(4, Map.of(TargetKind.CLASSIFIER_LOG_PROBABILITIES, manager.zeros(new Shape(4, 1, 3)))),
                    Settings.of(part(), ""));
            RefusedException refused = assertThrows(RefusedException.class, () -> part().loss(step));
            assertTrue(refused.getMessage().contains("has 2 feature spaces"), refused.getMessage());
        }
    }

    @Test
    void theEntropyAgreesWithTheReference() {
        Golden golden = Golden.load("turtle_entropy");
        try (NDManager manager = engine().newManager(Device.cpu())) {
            golden.check("expected.entropy", SoftLabels.entropy(golden.tensor(manager, "inputs.p")));
        }
    }

    @Test
    void oneSpaceHasOneEntropy() {
        Golden golden = Golden.load("turtle_outer_loss__1space_first_order");
        assertEquals(
                golden.number("expected.loss"),
                golden.number("expected.prediction_error") - 10 * golden.number("expected.entropy"),
                1e-6);
    }
}
