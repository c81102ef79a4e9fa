package org.clade.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.attention.HeadAttention;
import org.clade.api.attention.StageAttention;
import org.clade.api.augment.ImageOperation;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.PartitionMetric;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.Option;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Checks of the contracts themselves: correct parts pass, and every fault is found. */
class BrokenPartsTest {

    private static final TensorEngine ENGINE = TorchEngine.start();

    private static List<String> broken(Part part) {
        return PartChecks.of(part, Settings.of(part, ""), ENGINE).stream()
                .filter(check -> check.finding().isPresent())
                .map(Check::promise)
                .toList();
    }

    @Nested
    class OfOptions {

        @Test
        void namesAndDefaults() {
            Part part = new Part() {
                @Override
                public List<Option<?>> options() {
                    return List.of(Option.number("Rate", 3, 0, 1, ""));
                }
            };
            assertEquals(
                    List.of("every option has a plain name and a sentence", "the default of every option is valid"),
                    new OptionChecks(part)
                            .list().stream()
                                    .filter(check -> check.finding().isPresent())
                                    .map(Check::promise)
                                    .toList());
        }
    }

    @Nested
    class Strategies {

        private record Strategy(BiFunction<TargetContext, NDArray, NDArray> formula, boolean saved)
                implements PseudoTargetStrategy {

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
                return new Counting(formula, saved);
            }
        }

        /** Remembers the number of large batches that it has seen. */
        private static final class Counting implements TargetSession {

            private final BiFunction<TargetContext, NDArray, NDArray> formula;
            private final boolean saved;
            private int batches;

            Counting(BiFunction<TargetContext, NDArray, NDArray> formula, boolean saved) {
                this.formula = formula;
                this.saved = saved;
            }

            @Override
            public Targets compute(TargetContext context) {
                batches++;
                NDArray labels = context.predictions().get(Signal.PROBABILITIES);
                NDArray target = formula.apply(context, labels);
                target.attach(context.manager());
                return new Targets(context.indices().length, Map.of(TargetKind.LABELS, target));
            }

            @Override
            public Map<String, Double> diagnostics() {
                return Map.of("batches", (double) batches);
            }

            @Override
            public NDList save(NDManager manager) {
                NDArray array = manager.create(batches);
                array.setName("batches");
                return saved ? new NDList(array) : new NDList();
            }

            @Override
            public void restore(NDList state) {
                batches = state.isEmpty() ? 0 : state.head().toIntArray()[0];
            }
        }

        private static List<String> found(BiFunction<TargetContext, NDArray, NDArray> formula) {
            return broken(new Strategy(formula, true));
        }

        private static NDArray copy(NDArray labels) {
            try (NDArray constant = labels.stopGradient()) {
                return constant.duplicate();
            }
        }

        @Test
        void aRightOne() {
            assertEquals(List.of(), found((context, labels) -> copy(labels)));
        }

        @Test
        void onesWhoseStateIsNotSaved() {
            assertEquals(
                    List.of("a restored session continues like an uninterrupted one"),
                    broken(new Strategy((context, labels) -> copy(labels), false)));
        }

        @Test
        void onesWithGradient() {
            assertEquals(List.of("targets are detached from gradients"), found((context, labels) -> labels.softmax(1)));
        }

        @Test
        void onesThatLeaveArraysBehind() {
            assertEquals(
                    List.of("it leaks no arrays"),
                    found((context, labels) -> labels.stopGradient().mul(1f).add(0f)));
        }

        @Test
        void onesThatChangeWhatWasLent() {
            assertEquals(List.of("predictions stay unchanged"), found((context, labels) -> {
                NDArray own = copy(labels);
                try (NDArray lent = labels.stopGradient()) {
                    lent.muli(0.5f);
                }
                return own;
            }));
        }

        @Test
        void onesThatDrawFromElsewhere() {
            double[] calls = {0};
            List<String> found = found((context, labels) -> {
                calls[0] += 1e-5;
                NDArray own = copy(labels);
                own.addi((float) calls[0]);
                return own;
            });
            assertEquals(
                    List.of(
                            "the result is repeatable bit for bit",
                            "a restored session continues like an uninterrupted one"),
                    found);
        }
    }

    @Nested
    class Operations {

        private record Operation(BiFunction<NDArray, RandomStream, NDArray> formula) implements ImageOperation {

            @Override
            public NDArray apply(NDArray images, Settings settings, RandomStream random) {
                return formula.apply(images, random);
            }
        }

        private static List<String> found(BiFunction<NDArray, RandomStream, NDArray> formula) {
            return broken(new Operation(formula));
        }

        @Test
        void aRightOne() {
            assertEquals(List.of(), found((images, random) -> images.mul((float) random.uniform())));
        }

        @Test
        void onesOfAnotherShape() {
            assertEquals(
                    List.of("the result has the announced shape"),
                    found((images, random) ->
                                    images.get(new NDIndex(":, :, 1:")).duplicate())
                            .stream()
                            .filter(promise -> promise.contains("shape"))
                            .toList());
        }

        @Test
        void onesThatMakeMoreImagesThanTheyAnnounce() {
            assertEquals(
                    List.of("the result has the announced shape", "it accepts a batch of one image"),
                    found((images, random) -> images.repeat(0, 2)).stream()
                            .filter(promise -> !promise.contains("sway"))
                            .toList());
        }

        @Test
        void onesThatLetImagesSwayEachOther() {
            assertEquals(List.of("an image's draw does not depend on other images"), found((images, random) -> {
                try (NDArray mean = images.mean()) {
                    return images.sub(mean);
                }
            }));
        }

        @Test
        void onesThatChangeTheirInput() {
            assertEquals(
                    List.of("the result is repeatable bit for bit", "images stay unchanged"),
                    found((images, random) -> images.muli(0.5f)));
        }

        @Test
        void onesThatLeaveArraysBehind() {
            assertEquals(List.of("it leaks no arrays"), found((images, random) -> images.mul(2f)
                    .mul(0.5f)));
        }

        @Test
        void onesThatDivideByZero() {
            assertEquals(List.of("the result is finite"), found((images, random) -> images.log()));
        }
    }

    @Nested
    class Blocky {

        private static Block linear(long units) {
            return new SequentialBlock()
                    .add(Blocks.batchFlattenBlock())
                    .add(Linear.builder().setUnits(units).build());
        }

        private static Block shaped(long units, Shape shape, UnaryOperator<NDArray> last) {
            return new SequentialBlock()
                    .add(linear(units))
                    .add(new LambdaBlock(list -> new NDList(last.apply(
                            list.head().reshape(new Shape(list.head().getShape().get(0)).addAll(shape))))));
        }

        private record Features(Supplier<Block> block) implements Backbone {

            @Override
            public FeatureShape featureShape(BackboneRequest request) {
                return new FeatureShape(2, 3, 1);
            }

            @Override
            public Block build(BackboneRequest request) {
                return block.get();
            }
        }

        @Test
        void aRightBackbone() {
            assertEquals(List.of(), broken(new Features(() -> shaped(6, new Shape(2, 3, 1), x -> x))));
        }

        @Test
        void backbonesOfOtherFeatures() {
            assertEquals(
                    List.of("the outputs are as announced"),
                    broken(new Features(() -> shaped(6, new Shape(3, 2, 1), x -> x))));
        }

        @Test
        void backbonesThatHandOutOneBlockTwice() {
            Map<String, Block> kept = new HashMap<>();
            List<String> found =
                    broken(new Features(() -> kept.computeIfAbsent("", k -> shaped(6, new Shape(2, 3, 1), x -> x))));
            assertEquals(true, found.contains("each call builds a new block"), found.toString());
        }

        @Test
        void backbonesWhoseOutputsOverflow() {
            assertEquals(
                    List.of("outputs are finite, in training and in evaluation"),
                    broken(new Features(() -> shaped(
                                    6, new Shape(2, 3, 1), x -> x.square().exp())))
                            .stream()
                            .filter(promise -> promise.contains("finite, in"))
                            .toList());
        }

        /** Multiplies by the square of a weight; the square belongs to the weight's manager. */
        private static final class Squared extends AbstractBlock {

            private final Parameter factor = addParameter(Parameter.builder()
                    .setName("factor")
                    .setType(Parameter.Type.OTHER)
                    .optInitializer(Initializer.ONES)
                    .optShape(new Shape(1))
                    .build());

            @Override
            protected NDList forwardInternal(
                    ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
                NDArray value = store.getValue(factor, inputs.head().getDevice(), training);
                return new NDList(inputs.head().mul(value.square()));
            }

            @Override
            public Shape[] getOutputShapes(Shape[] inputShapes) {
                return inputShapes;
            }
        }

        @Test
        void backbonesThatLeaveArraysWithTheirWeights() {
            assertEquals(
                    List.of("a forward pass leaves no arrays with the weights"),
                    broken(new Features(() -> new SequentialBlock()
                            .add(shaped(6, new Shape(2, 3, 1), x -> x))
                            .add(new Squared()))));
        }

        @Test
        void attentionBeyondOne() {
            HeadAttention attention = new HeadAttention() {
                @Override
                public Block build(AttentionRequest request) {
                    return shaped(24, new Shape(1, 4, 6), x -> x.add(2f));
                }
            };
            assertEquals(List.of("the outputs are as announced"), broken(attention));
        }

        private record Turned(UnaryOperator<NDArray> last) implements StageAttention {

            @Override
            public Block build(AttentionRequest request) {
                FeatureShape map = request.features();
                return shaped(map.size(), new Shape(map.channels(), map.height(), map.width()), last);
            }
        }

        @Test
        void aRightAttentionBetweenStages() {
            assertEquals(List.of(), broken(new Turned(x -> x)));
        }

        @Test
        void attentionBetweenStagesOfAnotherShape() {
            assertEquals(List.of("the outputs are as announced"), broken(new Turned(x -> x.max(new int[] {1}, true))));
        }

        @Test
        void attentionBetweenStagesThatTakesItsInput() {
            StageAttention attention = request -> new SequentialBlock()
                    .add(new LambdaBlock(list -> {
                        NDList said = new NDList(list.head().mul(2));
                        list.head().close();
                        return said;
                    }))
                    .add(new Turned(x -> x).build(request));
            assertEquals(
                    true,
                    broken(attention).contains("the input stays unchanged and open, and the output does not need it"));
        }

        private record Labels(Function<NDArray, NDArray> last) implements Head {

            @Override
            public List<Signal> emits(HeadRequest request) {
                return List.of(Signal.PROBABILITIES);
            }

            @Override
            public Block build(HeadRequest request) {
                return new SequentialBlock()
                        .add(new LambdaBlock(list -> new NDList(list.head())))
                        .add(linear(request.clusters()))
                        .add(new LambdaBlock(list -> new NDList(last.apply(list.head()))));
            }
        }

        @Test
        void aRightHead() {
            assertEquals(List.of(), broken(new Labels(x -> x.softmax(1))));
        }

        @Test
        void headsBeyondTheConstraint() {
            assertEquals(
                    List.of(
                            "the outputs are as announced (without attention)",
                            "the outputs are as announced (with attention)"),
                    broken(new Labels(x -> x.softmax(1).mul(2f))));
        }
    }

    @Nested
    class Optimizers {

        private enum Clearing {
            NONE,
            BY_SUBTRACTION,
            BY_THE_ENGINE
        }

        /** Gradient descent with momentum and switches for faults. */
        private record Descent(boolean saves, Clearing clearing, boolean leaves, float sign) implements Optimizer {

            @Override
            public OptimizerSession open(NDList weights, Settings settings) {
                NDManager manager = weights.head().getManager().newSubManager();
                NDList moments = new NDList();
                weights.forEach(weight -> moments.add(manager.zeros(weight.getShape())));
                return new OptimizerSession() {
                    @Override
                    public void update(double rateFactor) {
                        ENGINE.autograd().noGrad(() -> {
                            for (int i = 0; i < weights.size(); i++) {
                                NDArray gradient = weights.get(i).getGradient();
                                moments.get(i).muli(0.5f).addi(gradient);
                                NDArray change = moments.get(i).mul((float) (0.05 * rateFactor) * sign);
                                weights.get(i).subi(change);
                                if (clearing == Clearing.BY_SUBTRACTION) {
                                    gradient.subi(gradient);
                                }
                                gradient.close();
                                if (!leaves) {
                                    change.close();
                                }
                            }
                            if (clearing == Clearing.BY_THE_ENGINE) {
                                ENGINE.autograd().clearGradients(weights);
                            }
                            return null;
                        });
                    }

                    @Override
                    public NDList save(NDManager target) {
                        NDList copies = new NDList();
                        for (int i = 0; i < moments.size(); i++) {
                            NDArray copy = moments.get(i).mul(saves ? 1f : 0f);
                            copy.attach(target);
                            copy.setName("moment" + i);
                            copies.add(copy);
                        }
                        return copies;
                    }

                    @Override
                    public void restore(NDList state) {
                        for (int i = 0; i < moments.size(); i++) {
                            state.get(i).copyTo(moments.get(i));
                        }
                    }

                    @Override
                    public void close() {
                        manager.close();
                    }
                };
            }
        }

        @Test
        void aRightOne() {
            assertEquals(List.of(), broken(new Descent(true, Clearing.BY_THE_ENGINE, false, 1)));
        }

        @Test
        void onesThatForgetTheirState() {
            assertEquals(
                    List.of("a restored state continues bit for bit"),
                    broken(new Descent(false, Clearing.BY_THE_ENGINE, false, 1)));
        }

        @Test
        void onesThatKeepGradients() {
            List<String> found = broken(new Descent(true, Clearing.NONE, false, 1));
            assertEquals(true, found.contains("an update clears the gradients"));
            assertEquals(true, found.contains("an update clears gradients that are not finite"));
        }

        @Test
        void onesThatSubtractGradientsFromThemselves() {
            assertEquals(
                    List.of("an update clears gradients that are not finite"),
                    broken(new Descent(true, Clearing.BY_SUBTRACTION, false, 1)));
        }

        @Test
        void onesThatLeaveArraysBehind() {
            assertEquals(
                    List.of("an update leaks no arrays"), broken(new Descent(true, Clearing.BY_THE_ENGINE, true, 1)));
        }

        @Test
        void onesThatClimb() {
            assertEquals(
                    List.of("updates lead downhill"), broken(new Descent(true, Clearing.BY_THE_ENGINE, false, -1)));
        }
    }

    @Nested
    class Metrics {

        private static double purity(int[] truth, int[] clusters) {
            int right = 0;
            for (int cluster = 0; cluster < 20; cluster++) {
                int[] counts = new int[20];
                for (int i = 0; i < truth.length; i++) {
                    counts[truth[i]] += clusters[i] == cluster ? 1 : 0;
                }
                right += Arrays.stream(counts).max().orElse(0);
            }
            return (double) right / truth.length;
        }

        @Test
        void aRightOne() {
            assertEquals(List.of(), broken((ClusterMetric) Metrics::purity));
        }

        @Test
        void onesThatGoByTheNames() {
            ClusterMetric agreement = (truth, clusters) -> {
                int right = 0;
                for (int i = 0; i < truth.length; i++) {
                    right += truth[i] == clusters[i] ? 1 : 0;
                }
                return (double) right / truth.length;
            };
            assertEquals(
                    List.of("a perfect clustering scores 1", "names of clusters do not matter"), broken(agreement));
        }

        @Test
        void numbersThatAreNone() {
            PartitionMetric variance = partition -> 0.0 / (partition.clusters().length - 1);
            assertEquals(List.of("a single image has a finite number"), broken(variance));
        }
    }
}
