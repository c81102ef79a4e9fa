package org.clade.task.invariance;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import org.clade.api.part.Settings;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.golden.Golden;
import org.clade.testkit.LossTaskContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvarianceTaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new InvarianceTask();
    }

    @Override
    public List<String> settings() {
        return List.of("", "similarity=cosine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dot", "cosine"})
    void agreesWithTheReferenceInTheLabels(String similarity) {
        Golden golden = Golden.load("gat_eq3_ti__" + similarity + "_wrt_l");
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray labels = golden.tensor(manager, "inputs.l");
            labels.setRequiresGradient(true);
            NDArray loss = loss(golden, labels, similarity);
            recording.backward(loss);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.l", labels.getGradient());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dot", "cosine"})
    void agreesWithTheReferenceInTheLogits(String similarity) {
        Golden golden = Golden.load("gat_eq3_ti__" + similarity);
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray logits = golden.tensor(manager, "inputs.logits");
            logits.setRequiresGradient(true);
            NDArray loss = loss(golden, logits.softmax(1), similarity);
            recording.backward(loss);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.logits", logits.getGradient());
        }
    }

    private NDArray loss(Golden golden, NDArray labels, String similarity) {
        NDArray targets = golden.tensor(labels.getManager(), "inputs.target");
        return part().loss(new Step(
                new Predictions(Map.of(Signal.PROBABILITIES, labels)),
                new Targets(32, Map.of(TargetKind.BALANCED, targets)),
                Settings.of(part(), "similarity=" + similarity)));
    }
}
