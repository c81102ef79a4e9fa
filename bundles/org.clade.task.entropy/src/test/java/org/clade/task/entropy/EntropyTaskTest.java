package org.clade.task.entropy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

class EntropyTaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new EntropyTask();
    }

    @Override
    public List<String> settings() {
        return List.of("", "floor=0", "support=batch", "support=batch, attended=batch, floor=0", "attended=off");
    }

    @ParameterizedTest
    @CsvSource({"paper, floor=0", "reference, ''", "reference_floor, ''"})
    void agreesWithTheReference(String reading, String settings) {
        Golden golden = Golden.load("gat_eq7_entropy__" + reading);
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray logits = golden.tensor(manager, "inputs.logits");
            logits.setRequiresGradient(true);
            NDArray loss = loss(Map.of(Signal.PROBABILITIES, logits.softmax(1)), Targets.NONE, settings);
            recording.backward(loss);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.logits", logits.getGradient());
        }
    }

    @Test
    void theMeanIsOverTheMinibatchOrTheLargeBatch() {
        Golden golden = Golden.load("gat_eq7_entropy_support");
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray labels = golden.tensor(manager, "inputs.logits").softmax(1);
            NDArray rows = rows(manager, golden.integers("inputs.minibatch"));
            NDArray live = labels.get(new NDIndex("{}", rows));
            Targets targets = targets(labels).select(rows);
            golden.check("expected.minibatch", loss(Map.of(Signal.PROBABILITIES, live), targets, "support=minibatch"));
            golden.check("expected.batch", loss(Map.of(Signal.PROBABILITIES, live), targets, "support=batch"));
        }
    }

    /** The large batch's mean is that of the clean labels, with the current labels for the rows of the minibatch. */
    @Test
    void liveRowsReplaceTheirCleanOnes() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray clean = manager.create(new float[][] {{1, 0}, {1, 0}, {1, 0}, {0.5f, 0.5f}});
            NDArray live = manager.create(new float[][] {{0, 1}});
            Targets targets = targets(clean).select(rows(manager, 1));
            double share = 2.5 / 4;
            assertEquals(
                    share * Math.log(share) + (1 - share) * Math.log(1 - share),
                    loss(Map.of(Signal.PROBABILITIES, live), targets, "support=batch")
                            .getFloat(),
                    1e-6);
        }
    }

    @Test
    void theAttendedRegionHasATermOfItsOwn() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray even = manager.create(new float[][] {{0.5f, 0.5f}});
            NDArray sure = manager.create(new float[][] {{1, 0}});
            Map<Signal, NDArray> both = Map.of(Signal.PROBABILITIES, even, Signal.ATTENDED_PROBABILITIES, sure);
            double whole = -Math.log(2);
            double attended = 1e-5 * Math.log(1e-5);
            assertEquals(whole + attended, loss(both, Targets.NONE, "").getFloat(), 1e-6);
            assertEquals(whole, loss(both, Targets.NONE, "attended=off").getFloat(), 1e-6);
        }
    }

    @Test
    void onlyAnAttendedTermOverTheLargeBatchAsksForMore() {
        assertEquals(Set.of(), part().targets(Settings.of(part(), "")));
        assertEquals(
                Set.of(TargetKind.LABELS, TargetKind.LABEL_TOTALS),
                part().targets(Settings.of(part(), "support=batch")));
        assertEquals(
                Set.of(TargetKind.ATTENDED_LABELS, TargetKind.ATTENDED_LABEL_TOTALS),
                part().targets(Settings.of(part(), "attended=batch")));
        assertEquals(
                Set.of(Signal.PROBABILITIES, Signal.ATTENDED_PROBABILITIES),
                part().reads(Settings.of(part(), "attended=batch")));
    }

    private NDArray loss(Map<Signal, NDArray> predictions, Targets targets, String settings) {
        return part().loss(new Step(new Predictions(predictions), targets, Settings.of(part(), settings)));
    }

    private static Targets targets(NDArray labels) {
        return new Targets(
                (int) labels.getShape().get(0),
                Map.of(TargetKind.LABELS, labels, TargetKind.LABEL_TOTALS, labels.sum(new int[] {0})));
    }

    private static NDArray rows(NDManager manager, int... rows) {
        return manager.create(Arrays.stream(rows).asLongStream().toArray());
    }
}
