package org.clade.run.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.api.training.TrainingProgress;
import org.clade.api.variant.Bound;
import org.clade.api.variant.BoundTask;
import org.clade.api.variant.Network;
import org.clade.api.variant.Phase;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.TaskSpec;
import org.clade.engine.torch.TorchEngine;
import org.clade.run.images.ImageStorage;
import org.clade.run.images.ImageStore;
import org.clade.run.inference.Evaluation;
import org.clade.run.inference.Inference;
import org.clade.run.inference.RunScope;
import org.clade.run.progress.LargeBatch;
import org.clade.run.progress.LossMeter;
import org.clade.run.progress.StageTimer;
import org.clade.run.support.CancellationToken;
import org.clade.run.support.RandomStreams;
import org.clade.run.support.RunStoppedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loop over one large batch with a network of one linear layer, so that every number can be verified. */
class PhaseTrainerTest {

    private static final IntFunction<StepPlace> PLACES = step -> new StepPlace(new TrainingProgress(step, 100, 1), 1);
    private static final int IMAGES = 20;
    private static final int PIXELS = 4;
    private static final int K = 3;

    private final TensorEngine engine = TorchEngine.start();
    private final List<Integer> seenAtOnce = new ArrayList<>();
    private final List<String> hooks = new ArrayList<>();
    private final StageTimer clock = new StageTimer();
    private final LossMeter losses = new LossMeter();
    private NDManager manager;
    private Linear network;
    private ImageStore images;

    @BeforeEach
    void open() {
        manager = engine.newManager(Device.cpu());
        network = new Linear(manager);
        images = ImageStore.open(
                        new Ramp(),
                        new ImageShape(1, 2, 2),
                        0,
                        1,
                        ImageStorage.of(engine, manager, Path.of("unused")),
                        () -> {})
                .read(0, count -> {});
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** Images with increasing pixel values, so that each is different. */
    private static final class Ramp implements Dataset {
        @Override
        public DatasetInfo info() {
            return new DatasetInfo("ramp", "", "", "all", IMAGES, new ImageShape(1, 2, 2), List.of("a", "b"), true);
        }

        @Override
        public Optional<int[]> labels() {
            int[] labels = new int[IMAGES];
            for (int i = 0; i < IMAGES; i++) {
                labels[i] = i % 2;
            }
            return Optional.of(labels);
        }

        @Override
        public String item(int index) {
            return Integer.toString(index);
        }

        @Override
        public ByteBuffer read(int height, int width, IntConsumer progress) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(IMAGES * PIXELS);
            for (int i = 0; i < IMAGES * PIXELS; i++) {
                buffer.put(i, (byte) (i * 3));
            }
            return buffer;
        }
    }

    /** Softmax of one linear layer. */
    private final class Linear implements Network {
        private final NDArray weight;

        Linear(NDManager manager) {
            float[] values = RandomStream.of(5).uniform(PIXELS * K, -1, 1);
            weight = manager.create(values, new Shape(PIXELS, K));
            weight.setRequiresGradient(true);
        }

        @Override
        public Set<Signal> signals() {
            return Set.of(Signal.PROBABILITIES);
        }

        @Override
        public Signal decision() {
            return Signal.PROBABILITIES;
        }

        @Override
        public Optional<NDArray> transformed(NDArray batch, ForwardMode mode) {
            return Optional.empty();
        }

        @Override
        public Predictions predict(NDArray batch, Set<Signal> wanted, ForwardMode mode, int together) {
            if (!mode.training()) {
                seenAtOnce.add((int) batch.getShape().get(0));
            }
            return new Predictions(Map.of(
                    Signal.PROBABILITIES,
                    batch.reshape(-1, PIXELS).matMul(weight).softmax(1)));
        }

        @Override
        public void beforeStep(TrainingProgress progress, Targets targets) {
            hooks.add("before " + progress.step() + " with " + targets.kinds());
        }

        @Override
        public void afterStep(TrainingProgress progress) {
            hooks.add("after " + progress.step());
        }

        @Override
        public Map<String, NDArray> stateDict() {
            throw new UnsupportedOperationException();
        }

        @Override
        public NDList weights() {
            return new NDList(weight);
        }

        @Override
        public long parameters() {
            return weight.size();
        }

        @Override
        public void save(OutputStream out) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public void load(InputStream in) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public void close() {
            weight.close();
        }
    }

    /** Gradient descent at rate 0.1. */
    private final class Descent implements OptimizerSession {
        @Override
        public void update(double rateFactor) {
            try (NDManager scope = manager.newSubManager()) {
                NDArray gradient = network.weight.getGradient();
                gradient.attach(scope);
                network.weight.setRequiresGradient(false);
                network.weight.subi(gradient.mul(0.1f));
                network.weight.setRequiresGradient(true);
            }
        }

        @Override
        public NDList save(NDManager scope) {
            return new NDList();
        }

        @Override
        public void restore(NDList state) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** Keeps its input and returns it as the target. */
    private static final class Mirror implements PseudoTargetStrategy {
        private final List<float[]> shown = new ArrayList<>();

        @Override
        public Set<TargetKind> provides(Settings settings) {
            return Set.of(TargetKind.LABELS);
        }

        @Override
        public Set<Signal> reads(Settings settings) {
            return Set.of(Signal.PROBABILITIES);
        }

        @Override
        public TargetSession open(TargetRequest request) {
            return context -> {
                NDArray labels = context.predictions().get(Signal.PROBABILITIES);
                shown.add(labels.toFloatArray());
                assertEquals(context.indices().length, labels.getShape().get(0));
                return new Targets(context.indices().length, Map.of(TargetKind.LABELS, labels));
            };
        }
    }

    /** Moves the labels to their targets, or returns a given loss. */
    private record Pull(float factor) implements LossTask {
        @Override
        public Set<Signal> reads(Settings settings) {
            return Set.of(Signal.PROBABILITIES);
        }

        @Override
        public Set<TargetKind> targets(Settings settings) {
            return Set.of(TargetKind.LABELS);
        }

        @Override
        public NDArray loss(Step step) {
            NDArray labels = step.predictions().get(Signal.PROBABILITIES);
            NDArray target = step.targets().get(TargetKind.LABELS);
            return labels.mul(target).sum().neg().mul(factor);
        }
    }

    /** Brightens each image by its own draw, up to {@code most}. */
    private record Brighter(float most) implements Pipeline {
        @Override
        public ImageShape shape(ImageShape image) {
            return image;
        }

        @Override
        public int copies() {
            return 1;
        }

        @Override
        public NDArray apply(NDArray batch, RandomStream random) {
            int n = (int) batch.getShape().get(0);
            NDArray draws = batch.getManager().create(random.uniform(n, 0, most), new Shape(n, 1, 1, 1));
            return batch.toType(DataType.FLOAT32, true).divi(255).addi(draws);
        }
    }

    private static <P extends org.clade.api.part.Part> Bound<P> bound(P part) {
        return new Bound<>(PartSpec.parse("part"), part, Settings.of(part, ""));
    }

    private static Phase phase(Mirror mirror, LossTask task, PhaseRecipe.Redraw views) {
        PhaseRecipe recipe = new PhaseRecipe(
                "train",
                List.of(),
                Optional.of(PartSpec.parse("mirror")),
                List.of(TaskSpec.parse("part=2")),
                IMAGES,
                6,
                2,
                views,
                1,
                true,
                PhaseRecipe.Order.SHUFFLED);
        return new Phase(
                recipe, new Brighter(0.5f), Optional.of(bound(mirror)), List.of(new BoundTask(bound(task), 2)));
    }

    private RunScope scope(CancellationToken cancellation) {
        return new RunScope(
                network,
                new Descent(),
                images,
                RandomStreams.of(1),
                engine,
                manager,
                manager,
                clock,
                losses,
                cancellation);
    }

    private int train(
            Mirror mirror,
            LossTask task,
            PhaseRecipe.Redraw views,
            int inferenceBatch,
            CancellationToken cancellation) {
        Phase phase = phase(mirror, task, views);
        RunScope run = scope(cancellation);
        PhaseTrainer trainer = trainer(run, inferenceBatch);
        TargetSession session = mirror.open(new TargetRequest(IMAGES, K, Settings.of(mirror, ""), RandomStream.of(1)));
        LargeBatch round = new LargeBatch(0, 0, RandomStreams.range(IMAGES));
        try (ActiveBatch open = trainer.open(phase, new Brighter(0), Optional.of(session), round)) {
            return trainer.train(phase, open, PLACES, Optional::empty);
        }
    }

    @Test
    void theNetworkHearsOfEachStep() {
        train(new Mirror(), new Pull(1), PhaseRecipe.Redraw.STEP, 20, () -> {});
        assertEquals(2 * 6, hooks.size());
        assertEquals(
                List.of("before 0 with [labels]", "after 0", "before 1 with [labels]", "after 1"), hooks.subList(0, 4));
    }

    /** Targets of the images alone, from predictions of images and companions. */
    private static final class Own implements PseudoTargetStrategy {
        private float[] seen;

        @Override
        public Set<TargetKind> provides(Settings settings) {
            return Set.of(TargetKind.LABELS);
        }

        @Override
        public Set<Signal> reads(Settings settings) {
            return Set.of(Signal.PROBABILITIES);
        }

        @Override
        public int companions(Settings settings) {
            return 1;
        }

        @Override
        public TargetSession open(TargetRequest request) {
            return context -> {
                NDArray rows = context.predictions().get(Signal.PROBABILITIES);
                seen = rows.toFloatArray();
                return new Targets(
                        context.indices().length,
                        Map.of(TargetKind.LABELS, rows.reshape(-1, 2, K).get(":, 0")));
            };
        }
    }

    /** Moves the labels of image and companion to the targets of the image. */
    private static final class PullBoth implements LossTask {
        @Override
        public Set<Signal> reads(Settings settings) {
            return Set.of(Signal.PROBABILITIES);
        }

        @Override
        public NDArray loss(Step step) {
            NDArray target = step.targets().get(TargetKind.LABELS);
            assertEquals(6, target.getShape().get(0));
            NDArray both = step.predictions().get(Signal.PROBABILITIES).reshape(6, 2, K);
            return both.mul(target.expandDims(1)).sum().neg();
        }
    }

    private float[] withCompanions(Own strategy, PhaseRecipe.Redraw redraw, int distance) {
        network = new Linear(manager);
        Phase plain = phase(new Mirror(), new PullBoth(), redraw);
        Phase phase = new Phase(plain.recipe(), new Brighter(0), Optional.of(bound(strategy)), plain.tasks());
        RunScope run = scope(() -> {});
        PhaseTrainer trainer = trainer(run, 8);
        int[] companions = new int[IMAGES];
        Arrays.setAll(companions, i -> (i + distance) % IMAGES);
        LargeBatch round = new LargeBatch(0, 0, RandomStreams.range(IMAGES)).with(companions);
        TargetSession session =
                strategy.open(new TargetRequest(IMAGES, K, Settings.of(strategy, ""), RandomStream.of(1)));
        try (ActiveBatch open = trainer.open(phase, new Brighter(0), Optional.of(session), round)) {
            trainer.train(phase, open, PLACES, Optional::empty);
        }
        return network.weight.toFloatArray();
    }

    @Test
    void companionsArePredictedAndTrainedNextToTheirImages() {
        Own strategy = new Own();
        float[] once = withCompanions(strategy, PhaseRecipe.Redraw.BATCH, 1);
        for (int i = 0; i + 1 < IMAGES; i++) {
            assertArrayEquals(
                    Arrays.copyOfRange(strategy.seen, (2 * i + 1) * K, (2 * i + 2) * K),
                    Arrays.copyOfRange(strategy.seen, (2 * i + 2) * K, (2 * i + 3) * K),
                    1e-6f);
        }
        assertArrayEquals(once, withCompanions(strategy, PhaseRecipe.Redraw.STEP, 1));
        assertFalse(Arrays.equals(once, withCompanions(strategy, PhaseRecipe.Redraw.STEP, 2)));
    }

    @Test
    void scoresOfASampleBetweenStepsLeaveTheBitsAsTheyAre() {
        train(new Mirror(), new Pull(1), PhaseRecipe.Redraw.STEP, 8, () -> {});
        float[] alone = network.weight.toFloatArray();
        network = new Linear(manager);

        RunScope run = scope(() -> {});
        Phase phase = phase(new Mirror(), new Pull(1), PhaseRecipe.Redraw.STEP);
        Inference inference = new Inference(run, ForwardMode.EVALUATION, 8);
        TargetSession session =
                new Mirror().open(new TargetRequest(IMAGES, K, Settings.of(new Mirror(), ""), RandomStream.of(1)));
        LargeBatch round = new LargeBatch(0, 0, RandomStreams.range(IMAGES));
        try (ActiveBatch open = trainer(run, 8).open(phase, new Brighter(0), Optional.of(session), round)) {
            trainer(run, 8)
                    .train(
                            phase,
                            open,
                            PLACES,
                            Optional::empty,
                            () -> Evaluation.ofSample(inference, new Brighter(0), Optional.empty(), 5));
        }
        assertArrayEquals(alone, network.weight.toFloatArray());
    }

    private static PhaseTrainer trainer(RunScope run, int inferenceBatch) {
        return new PhaseTrainer(
                run,
                new Inference(run, ForwardMode.EVALUATION, inferenceBatch),
                new ViewPrefetcher(run, Optional.empty()));
    }

    /** Trains two large batches one after the other, the first view of the second one announced. */
    private void trainTwo(Phase phase, Optional<PrefetchThread> second) {
        RunScope run = scope(() -> {});
        try (ViewPrefetcher views = new ViewPrefetcher(run, second)) {
            PhaseTrainer trainer = new PhaseTrainer(run, new Inference(run, ForwardMode.EVALUATION, 8), views);
            TargetSession session =
                    new Mirror().open(new TargetRequest(IMAGES, K, Settings.of(new Mirror(), ""), RandomStream.of(1)));
            LargeBatch[] rounds = {
                new LargeBatch(0, 0, RandomStreams.range(IMAGES)), new LargeBatch(0, 1, RandomStreams.range(IMAGES))
            };
            for (int i = 0; i < rounds.length; i++) {
                Optional<PhaseTrainer.Upcoming> after =
                        i == 0 ? Optional.of(new PhaseTrainer.Upcoming(phase, rounds[1])) : Optional.empty();
                try (ActiveBatch open = trainer.open(phase, new Brighter(0), Optional.of(session), rounds[i])) {
                    trainer.train(phase, open, PLACES, () -> after);
                }
            }
        }
    }

    /** Records each draw and its thread. */
    private record Watched(Pipeline pipeline, List<String> threads, int failing) implements Pipeline {
        @Override
        public ImageShape shape(ImageShape image) {
            return pipeline.shape(image);
        }

        @Override
        public int copies() {
            return pipeline.copies();
        }

        @Override
        public NDArray apply(NDArray batch, RandomStream random) {
            threads.add(Thread.currentThread().getName());
            if (threads.size() >= failing) {
                throw new IllegalStateException("it is broken");
            }
            return pipeline.apply(batch, random);
        }
    }

    private static Phase watched(List<String> threads, int failing) {
        Phase phase = phase(new Mirror(), new Pull(1), PhaseRecipe.Redraw.STEP);
        return new Phase(
                phase.recipe(), new Watched(phase.augment(), threads, failing), phase.targets(), phase.tasks());
    }

    @Test
    void stepOneSeesNoMoreThanASubBatchAndStepTwoMinibatches() {
        Mirror mirror = new Mirror();

        int steps = train(mirror, new Pull(1), PhaseRecipe.Redraw.BATCH, 8, () -> {});

        assertEquals(List.of(8, 8, 4), seenAtOnce);
        assertEquals(2 * (IMAGES / 6), steps);
        Map<String, Double> means = losses.means();
        assertEquals(2 * means.get("loss_part"), means.get("loss"), 1e-5);
        assertTrue(clock.imagesPerSecondByStage().keySet().containsAll(List.of("targets", "augment", "train")));
    }

    @Test
    void theSubBatchDecidesMemoryAndNotResults() {
        Mirror small = new Mirror();
        train(small, new Pull(1), PhaseRecipe.Redraw.BATCH, 3, () -> {});
        float[] after = network.weight.toFloatArray();

        network = new Linear(manager);
        Mirror large = new Mirror();
        train(large, new Pull(1), PhaseRecipe.Redraw.BATCH, 20, () -> {});

        assertArrayEquals(small.shown.get(0), large.shown.get(0), 1e-6f);
        assertArrayEquals(after, network.weight.toFloatArray(), 1e-6f);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        train(new Mirror(), new Pull(1), PhaseRecipe.Redraw.STEP, 8, () -> {});
        float[] first = network.weight.toFloatArray();
        network = new Linear(manager);
        assertFalse(Arrays.equals(first, network.weight.toFloatArray()));

        train(new Mirror(), new Pull(1), PhaseRecipe.Redraw.STEP, 8, () -> {});

        assertArrayEquals(first, network.weight.toFloatArray());
    }

    @Test
    void viewsDrawnAheadAreTheSameAndAreDrawnByTheOtherThread() {
        List<String> alone = Collections.synchronizedList(new ArrayList<>());
        trainTwo(watched(alone, Integer.MAX_VALUE), Optional.empty());
        float[] expected = network.weight.toFloatArray();
        int arrays = manager.getManagedArrays().size();

        network.close();
        network = new Linear(manager);
        List<String> helped = Collections.synchronizedList(new ArrayList<>());
        try (PrefetchThread second = new PrefetchThread(engine)) {
            trainTwo(watched(helped, Integer.MAX_VALUE), Optional.of(second));
        }

        assertArrayEquals(expected, network.weight.toFloatArray());
        assertEquals(arrays, manager.getManagedArrays().size());
        String own = Thread.currentThread().getName();
        assertEquals(Collections.nCopies(12, own), alone);
        assertEquals(own, helped.get(0));
        assertEquals(Collections.nCopies(11, "clade-run-ahead"), helped.subList(1, helped.size()));
    }

    @Test
    void anOperationThatFailsAheadFailsInTheStepThatItIsFor() {
        List<String> threads = Collections.synchronizedList(new ArrayList<>());
        int arrays = manager.getManagedArrays().size();
        try (PrefetchThread second = new PrefetchThread(engine)) {
            IllegalStateException failure =
                    assertThrows(IllegalStateException.class, () -> trainTwo(watched(threads, 3), Optional.of(second)));

            assertEquals("it is broken", failure.getMessage());
            assertTrue(
                    Arrays.stream(failure.getStackTrace()).anyMatch(frame -> frame.getMethodName()
                            .equals("anOperationThatFailsAheadFailsInTheStepThatItIsFor")),
                    "thrown in the run's own thread");
        }
        assertEquals(List.of("clade-run-ahead", "clade-run-ahead"), threads.subList(1, 3));
        assertEquals(4, threads.size());
        assertEquals(arrays, manager.getManagedArrays().size(), "of two steps that were done and one that was not");
    }

    @Test
    void nothingIsLeftBehindByALargeBatch() {
        train(new Mirror(), new Pull(1), PhaseRecipe.Redraw.BATCH, 8, () -> {});
        int before = manager.getManagedArrays().size();
        for (int i = 0; i < 5; i++) {
            train(new Mirror(), new Pull(1), PhaseRecipe.Redraw.BATCH, 8, () -> {});
        }
        assertEquals(before, manager.getManagedArrays().size());
    }

    @Test
    void aStopIsTakenAfterTheStep() {
        assertThrows(
                RunStoppedException.class,
                () -> train(new Mirror(), new Pull(1), PhaseRecipe.Redraw.BATCH, 20, () -> {
                    throw new RunStoppedException();
                }));
    }

    @Test
    void aStoppedLargeBatchGoesOnWhereItWas() {
        train(new Mirror(), new Pull(1), PhaseRecipe.Redraw.BATCH, 20, () -> {});
        float[] uncut = network.weight.toFloatArray();

        network = new Linear(manager);
        int[] untilStop = {5};
        RunScope run = scope(() -> {
            if (--untilStop[0] == 0) {
                throw new RunStoppedException();
            }
        });
        PhaseTrainer trainer = trainer(run, 20);
        Phase phase = phase(new Mirror(), new Pull(1), PhaseRecipe.Redraw.BATCH);
        TargetSession session =
                new Mirror().open(new TargetRequest(IMAGES, K, Settings.of(new Mirror(), ""), RandomStream.of(1)));
        LargeBatch round = new LargeBatch(0, 0, RandomStreams.range(IMAGES));
        try (ActiveBatch open = trainer.open(phase, new Brighter(0), Optional.of(session), round)) {
            assertThrows(RunStoppedException.class, () -> trainer.train(phase, open, PLACES, Optional::empty));
            assertEquals(3, open.steps());
            trainer.train(phase, open, PLACES, Optional::empty);
        }

        assertArrayEquals(uncut, network.weight.toFloatArray());
    }

    @Test
    void whereMeansAreGivenTheNearestDecides() {
        try (NDManager scope = manager.newSubManager()) {
            NDArray means = scope.create(new float[] {0, 0, 1, 0, 1, 0}, new Shape(2, K));
            Inference inference = new Inference(scope(() -> {}), ForwardMode.EVALUATION, 7);
            Evaluation greatest = Evaluation.of(inference, new Brighter(0), Optional.empty());
            Evaluation nearest = Evaluation.of(inference, new Brighter(0), Optional.of(means));
            assertEquals(2, nearest.k());
            for (int i = 0; i < IMAGES; i++) {
                if (greatest.clusters()[i] == 2) {
                    assertEquals(0, nearest.clusters()[i]);
                } else if (greatest.clusters()[i] == 1) {
                    assertEquals(1, nearest.clusters()[i]);
                }
            }
        }
    }

    @Test
    void aLossThatIsNotFiniteEndsTrainingInWords() {
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> train(new Mirror(), new Pull(Float.NaN), PhaseRecipe.Redraw.BATCH, 20, () -> {}));
        assertTrue(refusal.getMessage().startsWith("The loss of task part is NaN"), refusal::getMessage);
    }

    @Test
    void everyImageIsAssigned() {
        Evaluation evaluation = Evaluation.of(
                new Inference(scope(() -> {}), ForwardMode.EVALUATION, 7), new Brighter(0), Optional.empty());

        assertEquals(K, evaluation.k());
        try (NDManager scope = manager.newSubManager()) {
            NDArray all = images.gather(RandomStreams.range(IMAGES), 0, IMAGES, scope);
            NDArray labels = network.predict(
                            new Brighter(0).apply(all, RandomStream.of(1)), Set.of(), ForwardMode.EVALUATION)
                    .get(Signal.PROBABILITIES);
            long[] expected = labels.argMax(1).toLongArray();
            long[] actual = Arrays.stream(evaluation.clusters()).asLongStream().toArray();
            assertArrayEquals(expected, actual);
            assertArrayEquals(labels.max(new int[] {1}).toFloatArray(), evaluation.confidence(), 1e-6f);
            float[] rows = labels.toFloatArray();
            for (int i = 0; i < IMAGES; i++) {
                int second = evaluation.seconds()[i];
                int third = K - second - evaluation.clusters()[i];
                assertTrue(rows[i * K + second] >= rows[i * K + third]);
            }
        }
    }
}
