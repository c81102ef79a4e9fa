package org.clade.task.distillation;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Settings;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.task.pairwise.PairwiseTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The total losses of the released scripts of DAC and ST-DAC, composed of two tasks as in a variant. */
class TotalLossTest {

    private final TensorEngine engine = TorchEngine.start();

    @ParameterizedTest
    @CsvSource({
        "dac_total__weight0, '', output=z, 0",
        "dac_total__weight10_z, '', output=z, 10",
        "dac_total__weight10_softmax, '', output=softmax, 10",
        "dac_total__weight1_softmax, '', output=softmax, 1",
        "dac_total__cifar10_2, 'loss=swapped, reduction=rows, precision=float64', 'output=softmax, target=labels', 1",
        "stdac_total, '', output=softmax, 10"
    })
    void agreesWithTheReference(String name, String pairwise, String distillation, float weight) {
        Golden golden = Golden.load(name);
        try (NDManager manager = engine.newManager(Device.cpu());
                GradientCollector recording = engine.autograd().record()) {
            NDArray logits = golden.tensor(manager, "inputs.logits");
            logits.setRequiresGradient(true);
            NDArray probabilities = (name.startsWith("stdac") ? Activation.relu(logits) : logits).softmax(1);
            Predictions predictions = new Predictions(
                    Map.of(Signal.PROBABILITIES, probabilities, Signal.UNIT_VECTORS, probabilities.normalize(2, 1)));
            Targets targets = targets(golden, manager);
            NDArray main = loss(new PairwiseTask(), pairwise, predictions, targets);
            NDArray aux = loss(new DistillationTask(), distillation, predictions, targets);
            NDArray total = main.add(aux.mul(weight));
            recording.backward(total);
            golden.check("expected.main", main);
            golden.check("expected.aux", aux);
            golden.check("expected.loss", total);
            golden.check("expected.grad.logits", logits.getGradient());
        }
    }

    private static Targets targets(Golden golden, NDManager manager) {
        Map<TargetKind, NDArray> arrays = new LinkedHashMap<>();
        NDArray relation = golden.tensor(manager, "inputs.relation");
        if (golden.has("inputs.selected")) {
            NDArray selected = golden.tensor(manager, "inputs.selected");
            relation = relation.mul(selected).add(selected).sub(1);
        }
        arrays.put(TargetKind.RELATIONS, relation);
        if (golden.has("inputs.Y")) {
            arrays.put(TargetKind.UNIT_LABELS, golden.tensor(manager, "inputs.Y"));
        } else {
            arrays.put(TargetKind.LABELS, golden.tensor(manager, "inputs.stored_softmax"));
        }
        return new Targets((int) relation.getShape().get(0), arrays);
    }

    private static NDArray loss(LossTask task, String settings, Predictions predictions, Targets targets) {
        return task.loss(new Step(predictions, targets, Settings.of(task, settings)));
    }
}
