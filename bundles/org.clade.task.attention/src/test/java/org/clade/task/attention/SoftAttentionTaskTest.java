package org.clade.task.attention;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
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
import org.junit.jupiter.api.Test;

class SoftAttentionTaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new SoftAttentionTask();
    }

    @Test
    void agreesWithTheReferenceInTheLogits() {
        Golden golden = Golden.load("gat_eq9_soft_attention");
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray logits = golden.tensor(manager, "inputs.logits");
            logits.setRequiresGradient(true);
            NDArray loss = loss(golden, logits.softmax(1));
            recording.backward(loss);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.logits", logits.getGradient());
        }
    }

    @Test
    void agreesWithTheReferenceInTheLabels() {
        Golden golden = Golden.load("gat_eq9_soft_attention_wrt_l");
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray labels = golden.tensor(manager, "inputs.l_att");
            labels.setRequiresGradient(true);
            NDArray loss = loss(golden, labels);
            recording.backward(loss);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.l_att", labels.getGradient());
        }
    }

    private NDArray loss(Golden golden, NDArray attended) {
        NDArray targets = golden.tensor(attended.getManager(), "inputs.target");
        return part().loss(new Step(
                new Predictions(Map.of(Signal.ATTENDED_PROBABILITIES, attended)),
                new Targets(32, Map.of(TargetKind.SHARPENED, targets)),
                Settings.of(part(), "")));
    }
}
