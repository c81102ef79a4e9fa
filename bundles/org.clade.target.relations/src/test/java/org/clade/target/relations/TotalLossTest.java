package org.clade.target.relations;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.task.attention.SoftAttentionTask;
import org.clade.task.entropy.EntropyTask;
import org.clade.task.invariance.InvarianceTask;
import org.clade.task.separability.SeparabilityTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GATCluster Eq. 11, composed of the strategy and the four tasks as in a variant. */
class TotalLossTest {

    private final TensorEngine engine = TorchEngine.start();

    @ParameterizedTest
    @CsvSource({
        "reference, '', '', ''",
        "paper, 'source=labels, guard=off, epsilon=0', 'pairs=all, epsilon=0', similarity=cosine"
    })
    void agreesWithTheReference(String reading, String strategy, String separability, String invariance) {
        Golden golden = Golden.load("gat_eq11_total__" + reading);
        String floor = reading.equals("paper") ? "floor=0" : "";
        try (NDManager manager = engine.newManager(Device.cpu());
                GradientCollector recording = engine.autograd().record()) {
            NDArray rows = manager.create(Arrays.stream(golden.integers("inputs.minibatch"))
                    .asLongStream()
                    .toArray());
            Targets targets = targets(golden, manager, strategy).select(rows);
            golden.check("expected.target", targets.get(TargetKind.BALANCED));
            golden.check("expected.target_att", targets.get(TargetKind.SHARPENED));
            NDArray logits = golden.tensor(manager, "inputs.logits");
            NDArray attended = golden.tensor(manager, "inputs.logits_att");
            logits.setRequiresGradient(true);
            attended.setRequiresGradient(true);
            Predictions predictions = new Predictions(Map.of(
                    Signal.PROBABILITIES, logits.softmax(1), Signal.ATTENDED_PROBABILITIES, attended.softmax(1)));

            NDArray separate = loss(new SeparabilityTask(), separability, predictions, targets);
            NDArray invariant = loss(new InvarianceTask(), invariance, predictions, targets);
            NDArray attention = loss(new SoftAttentionTask(), "", predictions, targets);
            NDArray entropy = loss(new EntropyTask(), floor, predictions, targets);
            golden.check("expected.L_R", separate);
            golden.check("expected.L_T", invariant);
            golden.check("expected.L_A", attention);
            NDArray total = separate.mul((float) golden.number("params.weights.R"))
                    .add(invariant.mul((float) golden.number("params.weights.T")))
                    .add(attention.mul((float) golden.number("params.weights.A")))
                    .add(entropy.mul((float) golden.number("params.weights.E")));
            golden.check("expected.loss", total);
            recording.backward(total);
            golden.check("expected.grad.logits", logits.getGradient());
            golden.check("expected.grad.logits_att", attended.getGradient());
        }
    }

    /** The strategy's targets, but with the case's own groups, because the case does not give their source. */
    private static Targets targets(Golden golden, NDManager manager, String settings) {
        NDArray clean = golden.tensor(manager, "inputs.clean_l");
        int images = (int) clean.getShape().get(0);
        RelationTargets strategy = new RelationTargets();
        try (TargetSession session = strategy.open(new TargetRequest(
                images, (int) clean.getShape().get(1), Settings.of(strategy, settings), RandomStream.of(1)))) {
            Targets computed = session.compute(new TargetContext(
                    0,
                    GroupGuard.alone(images),
                    new Predictions(Map.of(Signal.PROBABILITIES, clean)),
                    RandomStream.of(1),
                    manager));
            Map<TargetKind, NDArray> arrays = new LinkedHashMap<>();
            computed.kinds().forEach(kind -> arrays.put(kind, computed.get(kind)));
            arrays.put(TargetKind.CLUSTER_IDS, manager.create(golden.integers("inputs.cluster_ids")));
            return new Targets(images, arrays);
        }
    }

    private static NDArray loss(LossTask task, String settings, Predictions predictions, Targets targets) {
        return task.loss(new Step(predictions, targets, Settings.of(task, settings)));
    }
}
