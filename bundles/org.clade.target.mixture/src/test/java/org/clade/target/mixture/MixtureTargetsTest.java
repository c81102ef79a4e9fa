package org.clade.target.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.assignment.AssignmentSolver;
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
import org.clade.assignment.ShortestPathSolver;
import org.clade.golden.Golden;
import org.clade.testkit.PseudoTargetStrategyContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixtureTargetsTest implements PseudoTargetStrategyContract {

    private static final int OFF = Integer.MAX_VALUE;

    private final AssignmentSolver solver = new ShortestPathSolver();

    @Override
    public PseudoTargetStrategy part() {
        return new MixtureTargets(solver);
    }

    @Override
    public List<String> settings() {
        return List.of(
                "",
                "cost=squared, counts=equal",
                "means=uniform, sigma=0.2",
                "components=images",
                "refine=1",
                "sigma=0.1, refine=0");
    }

    @ParameterizedTest
    @CsvSource({"8, euclidean", "8, squared", "16, euclidean", "16, squared", "128, euclidean", "128, squared"})
    void assignsAsTheReferenceDoes(int n, String cost) {
        Golden golden = Golden.load("mmdc_assignment_" + n + "__" + cost);
        int k = (int) golden.number("params.K");
        assigns(golden, "expected", k, cost.equals("squared"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"euclidean", "squared"})
    void distanceAndSquaredDistanceDiffer(String cost) {
        Golden golden = Golden.load("mmdc_assignment_differs");
        assigns(golden, "expected." + cost, (int) golden.number("params.K"), cost.equals("squared"));
    }

    private void assigns(Golden golden, String expected, int k, boolean squared) {
        int[] components = golden.integers("inputs.target_component");
        TargetTable table = TargetTable.ofMeans(Mixture.oneHot(k, k, 0), components);
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = new MixtureSession(table, Optional.empty(), solver, squared, OFF)) {
            NDArray vectors = golden.tensor(manager, "inputs.embeddings");
            NDArray targets =
                    session.compute(context(0, all(components.length), vectors)).get(TargetKind.ASSIGNED_VECTORS);
            assertArrayEquals(golden.integers(expected + ".image_component"), table.components(all(components.length)));
            NDArray squares = vectors.sub(targets).square().sum(new int[] {1});
            golden.check(
                    expected + ".cost",
                    (squared ? squares : squares.sqrt()).sum().getFloat());
        }
    }

    @Test
    void writesBackInTheOrderOfTheDataSet() {
        Golden golden = Golden.load("mmdc_target_writeback");
        int k = (int) golden.number("params.K");
        TargetTable table = TargetTable.ofMeans(Mixture.oneHot(k, k, 0), golden.integers("inputs.target_table"));
        int[] images = golden.integers("inputs.batch_indices");
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = new MixtureSession(table, Optional.empty(), solver, false, OFF)) {
            NDArray targets = session.compute(context(0, images, golden.tensor(manager, "inputs.embeddings")))
                    .get(TargetKind.ASSIGNED_VECTORS);
            int[] after = golden.integers("expected.target_table_after");
            assertArrayEquals(after, table.components(all(after.length)));
            long[] classes = targets.argMax(1).toLongArray();
            for (int row = 0; row < images.length; row++) {
                assertEquals(after[images[row]], classes[row]);
            }
            int changed = 0;
            for (int image : images) {
                changed += after[image] == golden.integers("inputs.target_table")[image] ? 0 : 1;
            }
            assertEquals(Map.of("moved", (double) changed / images.length), session.diagnostics());
        }
    }

    @Test
    void refinementNamesGroupsAsTheReferenceDoes() {
        Golden golden = Golden.load("mmdc_refinement_relabel");
        int[] groups = golden.integers("inputs.kmeans_ids");
        int[] previous = golden.integers("inputs.previous_targets");
        int[] components = new Refinement(solver).relabeled(groups, previous, (int) golden.number("params.K"));
        assertArrayEquals(golden.integers("expected.new_targets"), components);
        int matched = 0;
        for (int i = 0; i < components.length; i++) {
            matched += components[i] == previous[i] ? 1 : 0;
        }
        golden.check("expected.matched", matched);
    }

    @ParameterizedTest
    @ValueSource(strings = {"means", "one_hot_mean"})
    void theNearestMeanIsTheReferences(String means) {
        Golden golden = Golden.load("mmdc_eq3_prediction");
        int k = (int) golden.number("params.K");
        boolean axes = means.equals("one_hot_mean");
        Mixture mixture =
                axes ? Mixture.oneHot(k, k, 0) : new Mixture(MixtureTest.floats(golden, "inputs.means"), k, 0);
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = new MixtureSession(
                        TargetTable.ofMeans(mixture, new int[k]), Optional.of(mixture), solver, false, OFF)) {
            NDArray vectors = golden.tensor(manager, "inputs.embeddings");
            Optional<NDArray> points = session.centroids(manager);
            assertEquals(axes, points.isEmpty());
            NDArray closeness =
                    points.map(array -> vectors.matMul(array.transpose())).orElse(vectors);
            int[] nearest = Arrays.stream(closeness.argMax(1).toLongArray())
                    .mapToInt(Math::toIntExact)
                    .toArray();
            assertArrayEquals(
                    golden.integers(axes ? "expected.nearest_one_hot_mean" : "expected.nearest_mean"), nearest);
        }
    }

    /** The histogram of components stays the same for any predictions. */
    @ParameterizedTest
    @ValueSource(strings = {"", "sigma=0.3, means=uniform", "components=images, dimensions=6"})
    void assignmentOnlyPermutes(String settings) {
        int images = 60;
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = open(images, 6, settings)) {
            double[] before = sorted(session.compute(context(0, all(images), sphere(manager, images, 6, 0)))
                    .get(TargetKind.ASSIGNED_VECTORS));
            for (int batch = 0; batch < 10; batch++) {
                int[] some = Arrays.copyOf(RandomStream.of(batch).permutation(images), 20);
                session.compute(context(0, some, sphere(manager, 20, 6, batch)));
            }
            assertArrayEquals(
                    before,
                    sorted(session.compute(context(0, all(images), sphere(manager, images, 6, 9)))
                            .get(TargetKind.ASSIGNED_VECTORS)),
                    1e-4);
        }
    }

    @Test
    void noiseIsSpreadEvenlyOverTheSphere() {
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = open(2000, 10, "components=images, dimensions=4")) {
            NDArray targets = session.compute(context(0, all(100), sphere(manager, 100, 4, 1)))
                    .get(TargetKind.ASSIGNED_VECTORS);
            assertEquals(new Shape(100, 4), targets.getShape());
            NDArray lengths = targets.square().sum(new int[] {1});
            assertEquals(0, lengths.sub(1).abs().max().getFloat(), 1e-5);
            assertEquals(0, targets.mean(new int[] {0}).abs().max().getFloat(), 0.2);
            assertEquals(0.25, targets.square().mean().getFloat(), 1e-5);
            assertTrue(session.centroids(manager).isEmpty());
        }
    }

    /** Vectors in groups that are independent of the targets: after one full pass the targets are the groups. */
    @Test
    void refinementTakesOverFromAssignment() {
        int images = 300;
        int k = 5;
        float[] vectors = new float[images * k];
        RandomStream random = RandomStream.of(3);
        for (int i = 0; i < images; i++) {
            for (int d = 0; d < k; d++) {
                vectors[i * k + d] = (float) ((i % k == d ? 1 : 0) + random.uniform(-0.2, 0.2));
            }
        }
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = open(images, k, "refine=2")) {
            assertTrue(session.needsPredictions(1) && !session.needsFullPass(1));
            assertTrue(!session.needsPredictions(2) && session.needsFullPass(2));
            NDArray said = manager.create(Sphere.projected(vectors, k), new Shape(images, k));
            int[] order = RandomStream.of(4).permutation(images);
            NDArray shuffled =
                    said.get(manager.create(Arrays.stream(order).asLongStream().toArray()));
            session.observeAll(context(2, order, shuffled));
            double first = session.diagnostics().get("moved");
            assertTrue(first > 0.5, "nearly all images move at first: " + first);
            long[] components = session.compute(
                            new TargetContext(2, all(images), new Predictions(Map.of()), RandomStream.of(1), manager))
                    .get(TargetKind.ASSIGNED_VECTORS)
                    .argMax(1)
                    .toLongArray();
            for (int i = 0; i < images; i++) {
                assertEquals(components[i % k], components[i], "image " + i);
            }
            assertEquals(k, Arrays.stream(components).distinct().count());
            session.epochEnded(2);
            session.observeAll(context(3, order, shuffled));
            assertEquals(Map.of("moved", 0.0), session.diagnostics());
        }
    }

    @Test
    void sessionsOfOneStreamAreAlikeAndOthersAreNot() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            float[] one = targets(manager, 1);
            assertArrayEquals(one, targets(manager, 1));
            assertFalse(Arrays.equals(one, targets(manager, 2)));
        }
    }

    private float[] targets(NDManager manager, long seed) {
        Settings settings = Settings.of(part(), "means=uniform, sigma=0.1");
        try (TargetSession session = part().open(new TargetRequest(50, 4, settings, RandomStream.of(seed)))) {
            return session.compute(context(0, all(50), sphere(manager, 50, 4, 1)))
                    .get(TargetKind.ASSIGNED_VECTORS)
                    .toFloatArray();
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        refused(() -> open(50, 10, "dimensions=9"), "10 clusters");
        refused(() -> open(50, 10, "components=images, refine=3"), "refine=off");
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = open(50, 10, "dimensions=12")) {
            assertEquals(
                    new Shape(10, 12), session.centroids(manager).orElseThrow().getShape());
            refused(() -> session.compute(context(0, all(50), sphere(manager, 50, 10, 1))), "12 dimensions");
            NDArray broken = sphere(manager, 50, 12, 1).mul(Float.NaN);
            refused(() -> session.compute(context(0, all(50), broken)), "learning rate");
        }
    }

    private static void refused(Runnable action, String words) {
        String message = assertThrows(RefusedException.class, action::run).getMessage();
        assertTrue(message.contains(words), message);
    }

    private TargetSession open(int images, int clusters, String settings) {
        return part().open(new TargetRequest(images, clusters, Settings.of(part(), settings), RandomStream.of(1)));
    }

    private static TargetContext context(int epoch, int[] images, NDArray vectors) {
        return new TargetContext(
                epoch,
                images,
                new Predictions(Map.of(Signal.UNIT_VECTORS, vectors)),
                RandomStream.of(1),
                vectors.getManager());
    }

    private static NDArray sphere(NDManager manager, int rows, int dimensions, int seed) {
        return manager.create(Sphere.uniform(rows, dimensions, RandomStream.of(seed)), new Shape(rows, dimensions));
    }

    private static int[] all(int count) {
        int[] all = new int[count];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** A number for each row, to compare two tables regardless of the order of their rows. */
    private static double[] sorted(NDArray targets) {
        int columns = (int) targets.getShape().get(1);
        float[] values = targets.toFloatArray();
        double[] numbers = new double[values.length / columns];
        for (int i = 0; i < values.length; i++) {
            numbers[i / columns] += values[i] * Math.pow(3, i % columns);
        }
        Arrays.sort(numbers);
        return numbers;
    }
}
