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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.part.Part;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.schedule.RateSchedule;
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
import org.clade.api.variant.Phase;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.TaskSpec;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.api.variant.VariantUse;
import org.clade.optimizer.SgdOptimizer;

/** One variant: a small network that is pulled to certain answers, from noisy views of the images. */
final class SmallVariants implements VariantService, Variant, VariantUse {

    private static final int BATCH = 30;
    private static final int SUBBATCH = 7;

    private final TensorEngine engine;

    /** What batch normalisation does. */
    ForwardMode inference = ForwardMode.EVALUATION;

    /** How many noisy images are made of one. */
    int copies = 1;

    /** Whether the strategy has means, which put every image into the last cluster. */
    boolean means;

    SmallVariants(TensorEngine engine) {
        this.engine = engine;
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
    public VariantUse use(String nameOrFile, Map<String, String> changes) {
        return this;
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
                "",
                "",
                "own",
                Stripes.CLASSES,
                0,
                PartSpec.parse("linear"),
                List.of(),
                PartSpec.parse("none"),
                List.of(PartSpec.parse("linear")),
                PartSpec.parse("sgd"),
                PartSpec.parse("constant"),
                inference,
                List.of(),
                List.of(phaseRecipe()),
                2,
                0,
                0,
                SUBBATCH,
                Map.of());
    }

    private static PhaseRecipe phaseRecipe() {
        return new PhaseRecipe(
                "train",
                List.of(PartSpec.parse("noise")),
                Optional.of(PartSpec.parse("counter")),
                List.of(TaskSpec.parse("certain")),
                BATCH,
                BATCH / 2,
                1,
                PhaseRecipe.Views.STEP,
                1,
                PhaseRecipe.Rest.DROP,
                PhaseRecipe.Order.SHUFFLED);
    }

    @Override
    public Pipeline clean() {
        return new Noise(1, 0);
    }

    @Override
    public List<Phase> phases() {
        return List.of(new Phase(
                phaseRecipe(),
                new Noise(copies, 0.1),
                Optional.of(bound(new Counter())),
                List.of(new BoundTask(bound(new Certain()), 1))));
    }

    @Override
    public Bound<Optimizer> optimizer() {
        return bound(new SgdOptimizer(engine));
    }

    @Override
    public Bound<RateSchedule> rate() {
        RateSchedule constant = (epoch, epochs, settings) -> 1;
        return bound(constant);
    }

    @Override
    public void check(ImageShape images, int clusters) {
        // All fits.
    }

    @Override
    public Network network(ImageShape images, int clusters, NDManager manager, long seed) {
        return new SmallNetwork(images.bytes(), clusters, manager, seed);
    }

    static <P extends Part> Bound<P> bound(P part) {
        return new Bound<>(PartSpec.parse("part"), part, Settings.of(part, ""));
    }

    /** Copies of each image under noise. */
    private record Noise(int copies, double most) implements Pipeline {

        @Override
        public ImageShape shape(ImageShape image) {
            return image;
        }

        @Override
        public NDArray apply(NDArray images, RandomStream random) {
            NDArray many = images.toType(DataType.FLOAT32, true).divi(255).repeat(0, copies);
            float[] noise = random.uniform((int) many.size(), 0, most);
            return many.add(images.getManager().create(noise, many.getShape()));
        }
    }

    /** Counts large batches, and has means where it is told to. */
    private final class Counter implements PseudoTargetStrategy {

        @Override
        public Set<TargetKind> provides(Settings settings) {
            return Set.of();
        }

        @Override
        public Set<Signal> reads(Settings settings) {
            return Set.of();
        }

        @Override
        public TargetSession open(TargetRequest request) {
            return new TargetSession() {
                private float count;

                @Override
                public Targets compute(TargetContext context) {
                    count++;
                    return Targets.NONE;
                }

                @Override
                public Optional<NDArray> means(NDManager scope) {
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

    /** Minus the mean sum of squares of the labels. */
    private static final class Certain implements LossTask {

        @Override
        public Set<Signal> reads(Settings settings) {
            return Set.of(Signal.PROBABILITIES);
        }

        @Override
        public NDArray loss(Step step) {
            return step.predictions().get(Signal.PROBABILITIES).square().mean().neg();
        }
    }
}
