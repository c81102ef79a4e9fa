package org.clade.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.part.Part;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.api.variant.Bound;
import org.clade.api.variant.BoundTask;
import org.clade.api.variant.Network;
import org.clade.api.variant.PartUse;
import org.clade.api.variant.Phase;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.TaskSpec;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.optimizer.SgdOptimizer;

/** One variant: a small network that learns certain outputs from noisy views of the images. */
public final class SmallVariants implements VariantService, Variant, VariantLease {

    private static final int BATCH = 30;
    private static final int PASSES = 8;
    private static final int SUBBATCH = 7;

    private final TensorEngine engine;

    private final SgdOptimizer optimizer;
    private final Counter counter = new Counter();
    private final Counter recount = new Recount();
    private final LossTask certainTask = new Certain();
    private final LossTask square = new Square();
    private final LossTask first = new First();
    private final LossTask notANumber = new NotANumber();

    /** The mode of batch normalization. */
    public ForwardMode inference = ForwardMode.EVALUATION;

    /** The size of the images when read; 0 for their own size. */
    public int size;

    /** Whether its views begin with the mean of the channels. */
    public boolean gray;

    /** The number of noisy copies of each image. */
    public int copies = 1;

    /** What the strategy reads of each large batch. */
    public Set<Signal> reads = Set.of();

    /** Whether the strategy has means, which put every image into the last cluster. */
    public boolean means;

    /** The changed keys. */
    private final Map<String, String> changes;

    /** The changed keys of each use. */
    public final List<Map<String, String>> uses;

    /** The number of large batches of the strategy at each use. */
    public final List<Integer> counts;

    /** Called for each large batch, on the run's thread. */
    public Runnable batch = () -> {};

    /** Whether the task “certain” is another class. */
    public boolean becomes;

    /** The registered variant; empty if a part is missing. */
    public Optional<Variant> registered = Optional.of(this);

    /** The behavior of the task “certain”. */
    public UnaryOperator<NDArray> certain = loss -> loss;

    SmallVariants(TensorEngine engine) {
        this(engine, Map.of(), new ArrayList<>(), new ArrayList<>());
    }

    private SmallVariants(
            TensorEngine engine, Map<String, String> changes, List<Map<String, String>> uses, List<Integer> counts) {
        this.engine = engine;
        this.optimizer = new SgdOptimizer(engine);
        this.changes = Map.copyOf(changes);
        this.uses = uses;
        this.counts = counts;
    }

    /** {@return the same with other parts} */
    public SmallVariants with(Map<String, String> others) {
        SmallVariants changed = new SmallVariants(engine, others, uses, counts);
        changed.inference = inference;
        changed.copies = copies;
        changed.means = means;
        changed.reads = reads;
        changed.size = size;
        changed.gray = gray;
        changed.batch = batch;
        return changed;
    }

    @Override
    public List<VariantStatus> list() {
        return List.of();
    }

    @Override
    public Recipe recipe(String nameOrFile) {
        return recipe();
    }

    @Override
    public VariantLease use(String nameOrFile, Map<String, String> others) {
        uses.add(others);
        return others.isEmpty() ? this : with(others);
    }

    @Override
    public Optional<Variant> present() {
        return registered;
    }

    @Override
    public List<PartUse> parts() {
        Phase phase = phases().get(0);
        List<PartUse> parts = new ArrayList<>();
        parts.add(new PartUse(PartKind.OPTIMIZER, "", "sgd", optimizer().part()));
        phase.targets()
                .ifPresent(bound -> parts.add(
                        new PartUse(PartKind.TARGETS, "train", bound.spec().toString(), bound.part())));
        for (int i = 0; i < phase.tasks().size(); i++) {
            parts.add(new PartUse(
                    PartKind.TASK,
                    "train",
                    phase.recipe().tasks().get(i).toString(),
                    phase.tasks().get(i).task().part()));
        }
        return parts;
    }

    @Override
    public void write(Recipe recipe, Path file) {
        try {
            Files.writeString(file, "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Variant variant() {
        return this;
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    @Override
    public Recipe recipe() {
        return new Recipe(
                "small",
                new Recipe.Provenance("", "", "own"),
                new Recipe.Architecture(
                        Stripes.CLASSES,
                        size,
                        PartSpec.parse("linear"),
                        List.of(),
                        PartSpec.parse("none"),
                        List.of(PartSpec.parse("linear"))),
                new Recipe.TrainingPlan(
                        PartSpec.parse("sgd"),
                        PartSpec.parse("constant"),
                        inference,
                        List.of(),
                        List.of(phaseRecipe()),
                        2,
                        0,
                        0,
                        SUBBATCH),
                Map.copyOf(changes));
    }

    private PhaseRecipe phaseRecipe() {
        return new PhaseRecipe(
                "train",
                List.of(PartSpec.parse("noise")),
                Optional.of(PartSpec.parse(changes.getOrDefault("targets", "counter"))),
                Arrays.stream(changes.getOrDefault("tasks", "certain").split("; "))
                        .map(TaskSpec::parse)
                        .toList(),
                BATCH,
                BATCH / 2,
                PASSES,
                PhaseRecipe.Redraw.STEP,
                1,
                true,
                PhaseRecipe.Order.SHUFFLED);
    }

    @Override
    public Pipeline evalTransform() {
        return new Noise(1, 0, gray);
    }

    @Override
    public List<Phase> phases() {
        return List.of(new Phase(
                phaseRecipe(),
                new Noise(copies, 0.1, gray),
                Optional.of(new Bound<>(phaseRecipe().targets().orElseThrow(), counter(), Settings.of(counter, ""))),
                phaseRecipe().tasks().stream()
                        .map(task -> new BoundTask(task(task.part()), task.weight()))
                        .toList()));
    }

    private Counter counter() {
        return becomes || changes.getOrDefault("targets", "").equals("recount") ? recount : counter;
    }

    private Bound<LossTask> task(PartSpec spec) {
        LossTask part =
                switch (spec.id()) {
                    case "certain" -> becomes ? square : certainTask;
                    case "square" -> square;
                    case "not-a-number" -> notANumber;
                    case "first" -> first;
                    default -> throw new RefusedException("There is no task " + spec.id());
                };
        return new Bound<>(spec, part, Settings.of(part, ""));
    }

    @Override
    public Bound<Optimizer> optimizer() {
        return bound(optimizer);
    }

    @Override
    public Bound<LearningRateSchedule> lrSchedule() {
        LearningRateSchedule constant = (epoch, epochs, settings) -> 1;
        return bound(constant);
    }

    @Override
    public void check(ImageShape images, int clusters) {
        // All fits.
    }

    @Override
    public Network network(ImageShape images, int clusters, NDManager manager, long seed) {
        return new SmallNetwork(evalTransform().shape(images).bytes(), clusters, manager, seed);
    }

    static <P extends Part> Bound<P> bound(P part) {
        return new Bound<>(PartSpec.parse("part"), part, Settings.of(part, ""));
    }

    /** Copies of each image under noise. */
    private record Noise(int copies, double most, boolean gray) implements Pipeline {

        @Override
        public ImageShape shape(ImageShape image) {
            return gray ? new ImageShape(1, image.height(), image.width()) : image;
        }

        @Override
        public NDArray apply(NDArray images, RandomStream random) {
            NDArray all = images.toType(DataType.FLOAT32, true).divi(255);
            NDArray many = (gray ? all.mean(new int[] {1}, true) : all).repeat(0, copies);
            float[] noise = random.uniform((int) many.size(), 0, most);
            return many.add(images.getManager().create(noise, many.getShape()));
        }
    }

    /** Counts large batches, and has means if the test sets that. */
    private class Counter implements PseudoTargetStrategy {

        @Override
        public Set<TargetKind> provides(Settings settings) {
            return Set.of();
        }

        @Override
        public Set<Signal> reads(Settings settings) {
            return reads;
        }

        @Override
        public TargetSession open(TargetRequest request) {
            return new TargetSession() {
                private float count;

                @Override
                public Targets compute(TargetContext context) {
                    count++;
                    counts.add((int) count);
                    batch.run();
                    return Targets.NONE;
                }

                @Override
                public Optional<NDArray> centroids(NDManager scope) {
                    float[] points = new float[Stripes.CLASSES * Stripes.CLASSES];
                    Arrays.fill(points, points.length - Stripes.CLASSES, points.length, count);
                    return means
                            ? Optional.of(scope.create(points, new Shape(Stripes.CLASSES, Stripes.CLASSES)))
                            : Optional.empty();
                }

                @Override
                public NDList save(NDManager scope) {
                    NDArray array = scope.create(new float[] {count});
                    array.setName("count");
                    return new NDList(array);
                }

                @Override
                public void restore(NDList state) {
                    count = state.get("count").getFloat(0);
                }
            };
        }
    }

    /** The same as another class. */
    private final class Recount extends Counter {}

    /** Minus the mean sum of squares of the labels. */
    private final class Certain implements LossTask {

        @Override
        public Set<Signal> reads(Settings settings) {
            return Set.of(Signal.PROBABILITIES);
        }

        @Override
        public NDArray loss(Step step) {
            return certain.apply(
                    step.predictions().get(Signal.PROBABILITIES).square().mean().neg());
        }
    }

    /** The mean sum of squares of the labels. */
    private static final class Square implements LossTask {

        @Override
        public Set<Signal> reads(Settings settings) {
            return Set.of(Signal.PROBABILITIES);
        }

        @Override
        public NDArray loss(Step step) {
            return step.predictions().get(Signal.PROBABILITIES).square().mean();
        }
    }

    /** Minus the share of the first cluster. */
    private static final class First implements LossTask {

        @Override
        public Set<Signal> reads(Settings settings) {
            return Set.of(Signal.PROBABILITIES);
        }

        @Override
        public NDArray loss(Step step) {
            return step.predictions()
                    .get(Signal.PROBABILITIES)
                    .get(":, 0")
                    .mean()
                    .neg();
        }
    }

    /** Finite in the first step, and then not. */
    private static final class NotANumber implements LossTask {

        private int steps;

        @Override
        public Set<Signal> reads(Settings settings) {
            return Set.of(Signal.PROBABILITIES);
        }

        @Override
        public NDArray loss(Step step) {
            NDArray loss = step.predictions().get(Signal.PROBABILITIES).mean();
            return steps++ == 0 ? loss : loss.mul(Float.NaN);
        }
    }
}
