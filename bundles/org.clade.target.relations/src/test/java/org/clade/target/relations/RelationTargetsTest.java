package org.clade.target.relations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
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
import org.junit.jupiter.params.provider.ValueSource;

class RelationTargetsTest implements PseudoTargetStrategyContract {

    @Override
    public PseudoTargetStrategy part() {
        return new RelationTargets();
    }

    @Override
    public List<String> settings() {
        return List.of("", "source=labels, guard=off, epsilon=0", "attended=on, restarts=2");
    }

    @ParameterizedTest
    @CsvSource({"paper, epsilon=0", "reference, ''"})
    void balancesAsTheReferenceDoes(String reading, String settings) {
        Golden golden = Golden.load("gat_eq4_balanced_target__" + reading);
        try (NDManager manager = engine().newManager(Device.cpu())) {
            Targets targets = targets(golden.tensor(manager, "inputs.l"), settings);
            golden.check("expected.z", targets.get(TargetKind.LABEL_TOTALS));
            golden.check("expected.target", targets.get(TargetKind.BALANCED));
        }
    }

    @ParameterizedTest
    @CsvSource({"paper, epsilon=0", "reference, ''"})
    void sharpensAsTheReferenceDoes(String reading, String settings) {
        Golden golden = Golden.load("gat_eq10_attention_target__" + reading);
        try (NDManager manager = engine().newManager(Device.cpu())) {
            Targets targets = targets(golden.tensor(manager, "inputs.l"), settings);
            golden.check("expected.target", targets.get(TargetKind.SHARPENED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sharpened", "labels"})
    void groupsWhatTheSourceSays(String source) {
        Golden golden = Golden.load("gat_eq5_kmeans_source__" + source);
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = part().open(new TargetRequest(
                        10, 2, Settings.of(part(), "guard=off, source=" + source), RandomStream.of(1)))) {
            Targets targets = session.compute(context(golden.tensor(manager, "inputs.l"), 1));
            golden.check(
                    "expected.relation",
                    relation(targets.get(TargetKind.CLUSTER_IDS).toIntArray()));
        }
    }

    @Test
    void labelsAreKeptAsTheyAre() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray labels = labels(manager, 40, 4);
            assertArrayEquals(
                    labels.toFloatArray(),
                    targets(labels, "").get(TargetKind.LABELS).toFloatArray());
        }
    }

    @Test
    void attendedLabelsComeOnlyWhereTheyAreAskedFor() {
        Settings plain = Settings.of(part(), "");
        Settings attended = Settings.of(part(), "attended=on");
        assertEquals(Set.of(Signal.PROBABILITIES), part().reads(plain));
        assertEquals(Set.of(Signal.PROBABILITIES, Signal.ATTENDED_PROBABILITIES), part().reads(attended));
        assertEquals(5, part().provides(plain).size());
        assertEquals(7, part().provides(attended).size());
    }

    /** Three kinds of labels for four clusters: one group is missing, so every image is its own group. */
    @Test
    void aMissingGroupLeavesEveryImageAlone() {
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session =
                        part().open(new TargetRequest(30, 4, Settings.of(part(), ""), RandomStream.of(1)))) {
            float[] values = new float[30 * 4];
            for (int i = 0; i < 30; i++) {
                values[i * 4 + i % 3] = 1;
            }
            NDArray labels = manager.create(values, new Shape(30, 4));
            Targets targets = session.compute(context(labels, 1));
            assertArrayEquals(
                    GroupGuard.alone(30), targets.get(TargetKind.CLUSTER_IDS).toIntArray());
            assertEquals(Map.of("guarded", 1.0), session.diagnostics());
        }
    }

    @Test
    void fewerImagesThanClustersAreLeftAlone() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            Targets targets = targets(labels(manager, 3, 5), "");
            assertArrayEquals(
                    new int[] {0, 1, 2}, targets.get(TargetKind.CLUSTER_IDS).toIntArray());
        }
    }

    @Test
    void theReadingIsTheShareOfGuardedBatchesInAnEpoch() {
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session =
                        part().open(new TargetRequest(60, 2, Settings.of(part(), ""), RandomStream.of(1)))) {
            NDArray apart =
                    manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 2)).repeat(0, 10);
            NDArray alike = manager.create(new float[] {1, 0}, new Shape(1, 2)).repeat(0, 20);
            assertTrue(session.diagnostics().isEmpty());
            session.compute(context(alike, 1));
            session.compute(context(apart, 2));
            session.epochEnded(0);
            assertEquals(Map.of("guarded", 0.5), session.diagnostics());
            session.compute(context(apart, 3));
            assertEquals(Map.of("guarded", 0.0), session.diagnostics());
        }
    }

    private Targets targets(NDArray labels, String settings) {
        int clusters = (int) labels.getShape().get(1);
        try (TargetSession session =
                part().open(new TargetRequest(1000, clusters, Settings.of(part(), settings), RandomStream.of(1)))) {
            return session.compute(context(labels, 1));
        }
    }

    private static TargetContext context(NDArray labels, long seed) {
        int images = (int) labels.getShape().get(0);
        return new TargetContext(
                0,
                GroupGuard.alone(images),
                new Predictions(Map.of(Signal.PROBABILITIES, labels)),
                RandomStream.of(seed),
                labels.getManager());
    }

    private static NDArray labels(NDManager manager, int images, int clusters) {
        return manager.create(RandomStream.of(9).gaussian(images * clusters), new Shape(images, clusters))
                .softmax(1);
    }

    private static double[] relation(int[] groups) {
        double[] relation = new double[groups.length * groups.length];
        Arrays.setAll(relation, at -> groups[at / groups.length] == groups[at % groups.length] ? 1 : 0);
        return relation;
    }
}
