package org.clade.target.thresholds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.golden.Golden;
import org.clade.testkit.PseudoTargetStrategyContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTargetsTest implements PseudoTargetStrategyContract {

    @Override
    public PseudoTargetStrategy part() {
        return new ThresholdTargets();
    }

    @Override
    public List<String> settings() {
        return List.of(
                "",
                "tie=0, start=0.9, end=0.5, epochs=20",
                "schedule=dual, end=0.895, strict=on, labels=on",
                "schedule=lambda");
    }

    @Test
    void movesAsAlgorithm1Does() {
        Golden golden = Golden.load("dac_lambda_schedule");
        ThresholdSchedule schedule = schedule("schedule=lambda");
        int epochs = (int) golden.number("expected.epochs");
        double[] upper = new double[epochs];
        double[] lower = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++) {
            upper[epoch] = schedule.at(epoch).upper();
            lower[epoch] = schedule.at(epoch).lower();
        }
        golden.check("expected.u", upper);
        golden.check("expected.l", lower);
        assertEquals(schedule.at(epochs - 1), schedule.at(epochs), "they would cross, so they stay");
        assertEquals(schedule.at(epochs - 1), schedule.at(10 * epochs));
    }

    @ParameterizedTest
    @CsvSource({
        "code_mnist, 'start=0.9, end=0.5, epochs=20'",
        "code_stl10, 'end=0.5, epochs=75'",
        "code_cifar10_1_cifar100_imagenet10_dog, ''",
        "stdac_code_mnist, 'end=0.8, epochs=10'",
        "stdac_code_fashion, 'end=0.9, epochs=10'",
        "stdac_paper_mnist, 'end=0.9, epochs=10'",
        "stdac_paper_fashion, 'end=0.8, epochs=10'"
    })
    void oneThresholdMovesInEqualSteps(String name, String settings) {
        Golden golden = Golden.load("dac_threshold_schedules");
        String path = "expected." + name;
        ThresholdSchedule schedule = schedule(settings);
        int epochs = golden.size(path + ".threshold.data");
        double[] thresholds = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++) {
            thresholds[epoch] = schedule.at(epoch).upper();
            assertEquals(schedule.at(epoch).upper(), schedule.at(epoch).lower());
        }
        golden.check(path + ".threshold", thresholds);
        golden.check(path + ".end", schedule.at(epochs).upper());
        assertEquals(schedule.at(epochs), schedule.at(epochs + 7));
    }

    @Test
    void twoThresholdsMoveInEqualSteps() {
        Golden golden = Golden.load("dac_threshold_schedules");
        ThresholdSchedule schedule = schedule("schedule=dual, end=0.895");
        double[] upper = new double[50];
        double[] lower = new double[50];
        for (int epoch = 0; epoch < 50; epoch++) {
            upper[epoch] = schedule.at(epoch).upper();
            lower[epoch] = schedule.at(epoch).lower();
        }
        golden.check("expected.code_cifar10_2.upper", upper);
        golden.check("expected.code_cifar10_2.lower", lower);
        golden.check(
                "expected.code_cifar10_2.both_after_last_update",
                schedule.at(50).upper());
        golden.check(
                "expected.code_cifar10_2.both_after_last_update",
                schedule.at(50).lower());
    }

    @Test
    void selectsAsEquation6Does() {
        Golden golden = Golden.load("dac_eq6_selection");
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray vectors = golden.tensor(manager, "inputs.Y");
            NDArray similarity = vectors.matMul(vectors.transpose());
            golden.check("expected.similarity", similarity);
            for (int i = 0; i < golden.size("params.thresholds"); i++) {
                String given = "params.thresholds." + i;
                String expected = "expected.per_threshold." + i;
                Thresholds thresholds = new Thresholds(golden.number(given + ".u"), golden.number(given + ".l"));
                NDArray relation = selection("schedule=lambda").relation(similarity, thresholds);
                golden.check(expected + ".relation", relation);
                PairTally tally = PairTally.NONE.with(thresholds, relation);
                assertEquals(golden.number(expected + ".positives"), tally.together());
                assertEquals(golden.number(expected + ".omitted"), tally.leftOut());
                assertEquals(
                        golden.number(expected + ".negatives"), tally.pairs() - tally.together() - tally.leftOut());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "paper_eq6, schedule=lambda, 0.75, 0.25",
        "paper_eq6_u_equals_l_0.5, schedule=lambda, 0.5, 0.5",
        "paper_eq6_u_equals_l_0.5, tie=1, 0.5, 0.5",
        "reference_single_threshold_sign, '', 0.5, 0.5",
        "reference_mnist_single_threshold, tie=0, 0.5, 0.5"
    })
    void tiesFallAsTheyDoInTheReference(String name, String settings, double upper, double lower) {
        Golden golden = Golden.load("dac_selection_ties");
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray similarity = golden.tensor(manager, "inputs.similarity");
            NDArray relation = selection(settings).relation(similarity, new Thresholds(upper, lower));
            assertArrayEquals(expected(golden, name), relation.toFloatArray());
        }
    }

    @Test
    void strictSelectionIsTheSecondScripts() {
        Golden golden = Golden.load("dac_selection_ties");
        float[] selected = expected(golden, "reference_dual_selected");
        float[] relation = expected(golden, "reference_dual_relation");
        for (int i = 0; i < relation.length; i++) {
            relation[i] = selected[i] == 1 ? relation[i] : -1;
        }
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray similarity = golden.tensor(manager, "inputs.similarity");
            assertArrayEquals(
                    relation,
                    selection("schedule=dual, strict=on")
                            .relation(similarity, new Thresholds(0.75, 0.25))
                            .toFloatArray());
        }
    }

    @Test
    void labelsComeOnlyWhereTheyAreAskedFor() {
        Settings plain = Settings.of(part(), "");
        Settings labels = Settings.of(part(), "labels=on");
        assertEquals(Set.of(Signal.UNIT_VECTORS), part().reads(plain));
        assertEquals(Set.of(Signal.UNIT_VECTORS, Signal.PROBABILITIES), part().reads(labels));
        assertTrue(part().provides(labels).contains(TargetKind.LABELS));
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = open("labels=on")) {
            NDArray vectors = manager.create(new float[][] {{1, 0}, {0.6f, 0.8f}});
            NDArray probabilities = manager.create(new float[][] {{1, 0}, {0.4f, 0.6f}});
            Targets targets = session.compute(new TargetContext(
                    0,
                    new int[] {0, 1},
                    new Predictions(Map.of(Signal.UNIT_VECTORS, vectors, Signal.PROBABILITIES, probabilities)),
                    RandomStream.of(1),
                    manager));
            assertArrayEquals(
                    vectors.toFloatArray(), targets.get(TargetKind.UNIT_LABELS).toFloatArray());
            assertArrayEquals(
                    probabilities.toFloatArray(), targets.get(TargetKind.LABELS).toFloatArray());
        }
    }

    @Test
    void theReadingsAreThoseOfTheEpoch() {
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session =
                        open("schedule=dual, start=0.9, end=0.7, lower_start=0.5, lower_end=0.7, epochs=2")) {
            assertTrue(session.diagnostics().isEmpty());
            session.compute(context(manager, 0));
            session.compute(context(manager, 0));
            Map<String, Double> first =
                    Map.of("upper-threshold", 0.9, "lower-threshold", 0.5, "related-pairs", 0.5, "omitted-pairs", 0.5);
            assertEquals(first, session.diagnostics());
            session.epochEnded(0);
            assertEquals(first, session.diagnostics());
            session.compute(context(manager, 1));
            assertEquals(0.8, session.diagnostics().get("upper-threshold"), 1e-12);
            assertEquals(0.5, session.diagnostics().get("related-pairs"));
            session.epochEnded(1);
        }
    }

    private TargetContext context(NDManager manager, int epoch) {
        NDArray vectors = manager.create(new float[][] {{1, 0}, {0.6f, 0.8f}});
        return new TargetContext(
                epoch,
                new int[] {0, 1},
                new Predictions(Map.of(Signal.UNIT_VECTORS, vectors)),
                RandomStream.of(1),
                manager);
    }

    private TargetSession open(String settings) {
        return part().open(new TargetRequest(2, 2, Settings.of(part(), settings), RandomStream.of(2)));
    }

    private ThresholdSchedule schedule(String settings) {
        return ThresholdSchedule.of(Settings.of(part(), settings));
    }

    private PairSelection selection(String settings) {
        return PairSelection.of(Settings.of(part(), settings));
    }

    /** The name has a dot, so it is not a path. */
    private static float[] expected(Golden golden, String name) {
        List<JsonElement> data = golden.json("expected")
                .getAsJsonObject()
                .getAsJsonObject(name)
                .getAsJsonArray("data")
                .asList();
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get(i).getAsFloat();
        }
        return values;
    }
}
