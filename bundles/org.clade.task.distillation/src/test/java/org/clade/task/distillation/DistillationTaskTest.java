package org.clade.task.distillation;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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
import org.clade.testkit.check.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistillationTaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new DistillationTask();
    }

    @Override
    public List<String> settings() {
        return List.of("", "target=labels", "output=z", "clip=0");
    }

    /** Nonnegative unit vectors as from the restraint head, because the logarithm has no derivative for others. */
    @Override
    public Samples samples() {
        return Samples.standard().with(Signal.UNIT_VECTORS, (manager, rows, clusters, regime, random) -> {
            float scale =
                    switch (regime) {
                        case ORDINARY -> 0.7f;
                        case UNIFORM, COLLAPSED -> 0;
                        case NEAR_ZERO -> 30;
                        case ONE_HOT -> 1e4f;
                    };
            return manager.create(random.gaussian(rows * clusters), new Shape(rows, clusters))
                    .mul(scale)
                    .softmax(1)
                    .normalize(2, 1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"z", "softmax"})
    void agreesWithTheReferenceInTheLogits(String output) {
        Golden golden = Golden.load("dac_aux__" + output);
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray logits = golden.tensor(manager, "inputs.logits");
            logits.setRequiresGradient(true);
            NDArray probabilities = logits.softmax(1);
            Predictions predictions = new Predictions(
                    Map.of(Signal.PROBABILITIES, probabilities, Signal.UNIT_VECTORS, probabilities.normalize(2, 1)));
            NDArray stored = golden.tensor(manager, "inputs.Y");
            NDArray loss = part().loss(new Step(
                    predictions,
                    new Targets(32, Map.of(TargetKind.UNIT_LABELS, stored)),
                    Settings.of(part(), "output=" + output)));
            recording.backward(loss);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.logits", logits.getGradient());
        }
    }
}
