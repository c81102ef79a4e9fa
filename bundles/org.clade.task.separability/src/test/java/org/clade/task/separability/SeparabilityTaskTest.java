package org.clade.task.separability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeparabilityTaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new SeparabilityTask();
    }

    @Override
    public List<String> settings() {
        return List.of("", "pairs=all", "pairs=all, epsilon=0");
    }

    /** Every image twice: the lower triangle then has three pairs for each image with itself, four for any other two. */
    @Override
    public double meanTolerance(Settings settings) {
        return settings.get(SeparabilityTask.PAIRS) == SeparabilityTask.Pairs.LOWER ? 0.1 : 1e-5;
    }

    @ParameterizedTest
    @CsvSource({"lower, 'pairs=lower'", "all, 'pairs=all'", "paper, 'pairs=all, epsilon=0'"})
    void agreesWithTheReferenceInTheLogits(String reading, String settings) {
        Golden golden = Golden.load("gat_eq6_separability__" + reading);
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray logits = golden.tensor(manager, "inputs.logits");
            logits.setRequiresGradient(true);
            NDArray loss = loss(logits.softmax(1), golden.integers("inputs.cluster_ids"), settings);
            recording.backward(loss);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.logits", logits.getGradient());
        }
    }

    @ParameterizedTest
    @CsvSource({"lower, 'pairs=lower'", "all, 'pairs=all'", "paper, 'pairs=all, epsilon=0'"})
    void agreesWithTheReferenceInTheLabels(String reading, String settings) {
        Golden golden = Golden.load("gat_eq6_separability__" + reading + "_wrt_l");
        int[] groups = Golden.load("gat_eq6_separability__" + reading).integers("inputs.cluster_ids");
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray labels = golden.tensor(manager, "inputs.l");
            labels.setRequiresGradient(true);
            NDArray loss = loss(labels, groups, settings);
            recording.backward(loss);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.l", labels.getGradient());
        }
    }

    /** One-hot rows that contradict their relation: exactly 0 and 1, where logarithms reach their limit. */
    @ParameterizedTest
    @CsvSource({"1e-5, eps_1e-5", "0, eps_0"})
    void certainContradictionsAreFinite(String epsilon, String key) {
        Golden golden = Golden.load("gat_eq6_separability_extreme");
        int[] groups = groups(golden.numbers("inputs.relation"), 6);
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray labels = golden.tensor(manager, "inputs.l");
            labels.setRequiresGradient(true);
            NDArray loss = loss(labels, groups, "pairs=lower, epsilon=" + epsilon);
            recording.backward(loss);
            golden.check("expected." + key + ".loss", loss);
            NDArray gradient = labels.getGradient();
            assertTrue(gradient.isNaN().none().getBoolean());
            assertTrue(gradient.isInfinite().none().getBoolean());
        }
    }

    @Test
    void aCertainContradictionCostsAHundred() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray labels = manager.create(new float[][] {{1, 0}, {0, 1}});
            // Two of four pairs contradict the relation.
            assertEquals(
                    50, loss(labels, new int[] {4, 4}, "pairs=all, epsilon=0").getFloat(), 1e-4);
        }
    }

    private NDArray loss(NDArray labels, int[] groups, String settings) {
        NDArray targets = labels.getManager().create(groups);
        return part().loss(new Step(
                new Predictions(Map.of(Signal.PROBABILITIES, labels)),
                new Targets(groups.length, Map.of(TargetKind.CLUSTER_IDS, targets)),
                Settings.of(part(), settings)));
    }

    /** Each image's group is the first image that it is related to. */
    private static int[] groups(double[] relation, int images) {
        int[] groups = new int[images];
        for (int i = 0; i < images; i++) {
            int first = 0;
            while (relation[i * images + first] != 1) {
                first++;
            }
            groups[i] = first;
        }
        return groups;
    }
}
