package org.clade.task.temi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.clade.api.part.RefusedException;
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
import org.clade.api.task.Step;
import org.clade.golden.Golden;
import org.clade.testkit.PseudoTargetStrategyContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighborTargetsTest implements PseudoTargetStrategyContract {

    @Override
    public PseudoTargetStrategy part() {
        return new NeighborTargets();
    }

    @Override
    public List<String> settings() {
        return List.of("", "drawn=2, count=3, weight=head, clip=on", "weight=off, beta=1, momentum=0");
    }

    /** The loss, its gradient, the weights and the class probabilities of a batch, through strategy and task. */
    @ParameterizedTest
    @ValueSource(strings = {"pmi", "beta06", "weighted", "heads3", "heads3_per_head", "clip0", "views3"})
    void agreesWithTheReference(String name) {
        Golden golden = Golden.load("temi_loss__" + name);
        int views = (int) golden.number("params.views");
        String weight =
                Map.of("none", "off", "headMean", "heads", "perHead", "head").get(golden.text("params.weighting"));
        String settings = "drawn=%s, beta=%s, weight=%s, clip=%s"
                .formatted(
                        views - 1, golden.number("params.beta"), weight, golden.has("params.clip_min") ? "on" : "off");
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = session(settings, 5, 100)) {
            restoreClasses(session, golden.tensor(manager, "inputs.class_probability"), manager);
            NDArray logits = golden.tensor(manager, "inputs.student_logits");
            NDArray teachers = rows(golden.tensor(manager, "inputs.teacher_logits"), views);
            logits.setRequiresGradient(true);
            try (GradientCollector recording = engine().autograd().record()) {
                NDArray students = rows(logits, views);
                Targets targets = compute(session, students, teachers, views, manager);
                NDArray loss = new MutualInformationTask()
                        .loss(new Step(
                                new Predictions(Map.of(Signal.STUDENT_LOG_PROBABILITIES, students)),
                                targets,
                                Settings.of(new MutualInformationTask(), "drawn=" + (views - 1))));
                recording.backward(loss);
                golden.check("expected.loss", loss);
                golden.check("expected.grad.student_logits", logits.getGradient());
                golden.check(
                        "expected.class_probability_after",
                        targets.get(TargetKind.CLASS_LOG_PROBABILITIES).exp());
                int heads = golden.size("expected.loss_per_head.data");
                golden.check(
                        "expected.loss_per_head",
                        IntStream.rangeClosed(1, heads)
                                .mapToDouble(head -> session.diagnostics().get("loss_head_" + head))
                                .toArray());
                golden.check(
                        "expected.pair_weight_per_head",
                        PairObjective.weightByHead(targets.get(TargetKind.TEACHER_LABELS))
                                .transpose());
            }
        }
    }

    @Test
    void theClassProbabilitiesAreUpdatedBatchByBatch() {
        Golden golden = Golden.load("temi_class_probability");
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = session("", 4, 100)) {
            NDArray batches = golden.tensor(manager, "inputs.teacher_logits");
            NDList after = new NDList();
            for (int batch = 0; batch < batches.getShape().get(0); batch++) {
                NDArray teachers = rows(batches.get(batch), 2);
                after.add(compute(session, teachers, teachers, 2, manager)
                        .get(TargetKind.CLASS_LOG_PROBABILITIES)
                        .exp());
            }
            golden.check("expected.after_each_batch", ai.djl.ndarray.NDArrays.stack(after));
        }
    }

    @Test
    void neighborsAreThoseOfTheReference() {
        Golden golden = Golden.load("temi_neighbors");
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = session("count=4, drawn=16", 2, 14)) {
            NDArray features = golden.tensor(manager, "inputs.features");
            CosineNeighbors neighbors = CosineNeighbors.of(features, (int) golden.number("params.k"));
            assertArrayEquals(golden.integers("expected.neighbors"), neighbors.rows());
            int[] all = IntStream.range(0, 14).toArray();
            session.observeAll(new TargetContext(
                    0, all, new Predictions(Map.of(Signal.FEATURES, features)), RandomStream.of(1), manager));
            int[] drawn = session.companions(all, RandomStream.of(2));
            for (int i = 0; i < 14; i++) {
                int[] own = Arrays.copyOfRange(neighbors.rows(), 4 * i, 4 * i + 4);
                int[] some = Arrays.copyOfRange(drawn, 16 * i, 16 * i + 16);
                assertTrue(
                        Arrays.stream(some).allMatch(image -> Arrays.stream(own).anyMatch(n -> n == image)));
                assertTrue(Arrays.stream(some).distinct().count() > 1);
            }
        }
    }

    @Test
    void oneImageHasNoNeighbor() {
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = session("", 2, 1)) {
            TargetContext alone = new TargetContext(
                    0,
                    new int[] {0},
                    new Predictions(Map.of(Signal.FEATURES, manager.ones(new Shape(1, 3)))),
                    RandomStream.of(1),
                    manager);
            assertThrows(RefusedException.class, () -> session.observeAll(alone));
        }
    }

    @Test
    void equalRowsAreNeighborsAndNoRowIsItsOwn() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            CosineNeighbors neighbors = CosineNeighbors.of(manager.ones(new Shape(5, 3)), 50);
            assertEquals(4, neighbors.each());
            for (int row = 0; row < 5; row++) {
                int own = row;
                int[] others = Arrays.copyOfRange(neighbors.rows(), 4 * row, 4 * row + 4);
                assertEquals(
                        4,
                        Arrays.stream(others).filter(n -> n != own).distinct().count());
            }
        }
    }

    /** The head with the lowest loss over an epoch is the best one from its last batch on. */
    @Test
    void theBestHeadHasTheLowestLossOverAnEpoch() {
        HeadTally tally = new HeadTally(10, 2);
        tally.add(0, 5, new float[] {1, 2}, 0, 0, 1, 0);
        tally.add(0, 5, new float[] {5, 2}, 0, 1, 0, 1);
        assertEquals(1, tally.best());
        assertEquals(
                Map.of(
                        "best_head",
                        2.0,
                        "loss_head_1",
                        3.0,
                        "loss_head_2",
                        2.0,
                        "clusters_head_1",
                        2.0,
                        "clusters_head_2",
                        2.0),
                tally.readings());
        tally.add(1, 5, new float[] {0, 9}, 0, 0);
        assertEquals(1, tally.best());
        tally.add(1, 5, new float[] {0, 9}, 0, 0);
        assertEquals(0, tally.best());
    }

    private TargetSession session(String settings, int clusters, int images) {
        return part().open(new TargetRequest(images, clusters, Settings.of(part(), settings), RandomStream.of(1)));
    }

    private static void restoreClasses(TargetSession session, NDArray classes, NDManager manager) {
        NDList state = new NDList();
        for (NDArray array : session.save(manager)) {
            boolean wanted = array.getName().equals("class-probabilities");
            NDArray kept = wanted ? classes.flatten() : array;
            kept.setName(array.getName());
            state.add(kept);
        }
        session.restore(state);
    }

    private Targets compute(TargetSession session, NDArray students, NDArray teachers, int views, NDManager manager) {
        int images = (int) teachers.getShape().get(0) / views;
        return session.compute(new TargetContext(
                0,
                IntStream.range(0, images).toArray(),
                new Predictions(
                        Map.of(Signal.STUDENT_LOG_PROBABILITIES, students, Signal.TEACHER_LOG_PROBABILITIES, teachers)),
                RandomStream.of(1),
                manager));
    }

    /** From H×(V·M)×K logits, one view after the other, to (M·V)×(H·K) log-probabilities with the views of an image adjacent. */
    static NDArray rows(NDArray logits, int views) {
        long heads = logits.getShape().get(0);
        long images = logits.getShape().get(1) / views;
        long clusters = logits.getShape().get(2);
        return logits.div(0.1f)
                .logSoftmax(2)
                .reshape(heads, views, images, clusters)
                .transpose(2, 1, 0, 3)
                .reshape(images * views, heads * clusters);
    }
}
