package org.clade.variant.assembly;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.attention.HeadAttention;
import org.clade.api.attention.StageAttention;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.data.ImageShape;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.part.Part;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.api.variant.Bound;
import org.clade.api.variant.BoundTask;
import org.clade.api.variant.Phase;
import org.clade.api.variant.Recipe;
import org.clade.variant.recipe.RecipeReader;
import org.junit.jupiter.api.Test;

/** Parts that declare what they offer and need; the check must not compute anything. */
class FitCheckTest {

    private static final ImageShape IMAGES = new ImageShape(1, 28, 28);

    /** A block that must not be run. */
    private static Block block() {
        return new LambdaBlock(arrays -> {
            throw new AssertionError("nothing is computed by a check");
        });
    }

    private record Features(int stages) implements Backbone {
        @Override
        public FeatureShape featureShape(BackboneRequest request) {
            return new FeatureShape(4, 2, 2);
        }

        @Override
        public Block build(BackboneRequest request) {
            for (int stage = 0; stage < stages; stage++) {
                request.insert().at(stage, new FeatureShape(4, 9, 9));
            }
            return block();
        }
    }

    private record Attention(boolean there, Optional<String> refusal) implements HeadAttention {
        @Override
        public boolean attends(AttentionRequest request) {
            return there;
        }

        @Override
        public Block build(AttentionRequest request) {
            refusal.ifPresent(sentence -> {
                throw new RefusedException(sentence);
            });
            return block();
        }
    }

    private record Stage() implements StageAttention {
        @Override
        public Block build(AttentionRequest request) {
            return block();
        }
    }

    private static final class Labels implements Head {
        @Override
        public List<Signal> emits(HeadRequest request) {
            return request.attended()
                    ? List.of(Signal.PROBABILITIES, Signal.ATTENDED_PROBABILITIES)
                    : List.of(Signal.PROBABILITIES);
        }

        @Override
        public Block build(HeadRequest request) {
            return block();
        }
    }

    private static final class Turns implements Head {
        @Override
        public List<Signal> emits(HeadRequest request) {
            return List.of(Signal.ROTATIONS);
        }

        @Override
        public Block build(HeadRequest request) {
            return block();
        }
    }

    private record Task(Set<Signal> signals, Set<TargetKind> kinds, int rows) implements LossTask {

        Task(Set<Signal> signals, Set<TargetKind> kinds) {
            this(signals, kinds, 1);
        }

        @Override
        public Set<Signal> reads(Settings settings) {
            return signals;
        }

        @Override
        public Set<TargetKind> targets(Settings settings) {
            return kinds;
        }

        @Override
        public int copies(Settings settings) {
            return rows;
        }

        @Override
        public NDArray loss(Step step) {
            throw new AssertionError("nothing is computed by a check");
        }
    }

    private record Strategy(Signal reads, TargetKind gives) implements PseudoTargetStrategy {
        @Override
        public Set<TargetKind> provides(Settings settings) {
            return Set.of(gives);
        }

        @Override
        public Set<Signal> reads(Settings settings) {
            return Set.of(reads);
        }

        @Override
        public TargetSession open(TargetRequest request) {
            throw new AssertionError("no session is opened by a check");
        }
    }

    private static final Task EASY = new Task(Set.of(Signal.PROBABILITIES), Set.of());

    /** A variant of one phase, with some parts changed. */
    private static final class Mine {
        private boolean attended = true;
        private Optional<String> attentionRefuses = Optional.empty();
        private int stages = 2;
        private String inserts = "";
        private String heads = "labels";
        private Task task = EASY;
        private Optional<Strategy> strategy = Optional.of(new Strategy(Signal.PROBABILITIES, TargetKind.SHARPENED));

        private void check() {
            Map<String, Object> keys = new LinkedHashMap<>();
            keys.put("backbone", "features");
            keys.put("attention", attended ? "gaussian" : "identity");
            keys.put("heads", heads);
            keys.put("stages", inserts.isEmpty() ? List.of() : inserts);
            keys.put("augment", "horizontal-flip;crop");
            keys.put("tasks", "task");
            strategy.ifPresent(there -> keys.put("targets", "strategy"));
            keys.put("max_batches", 1);
            Recipe recipe = RecipeReader.read("mine", keys);
            Map<String, Head> known = Map.of("labels", new Labels(), "turns", new Turns());
            NetworkPlan plan = NetworkPlan.of(
                    IMAGES,
                    10,
                    bound("features", new Features(stages)),
                    recipe.architecture().stages(),
                    new PartSet<>(Map.of("spatial", new Stage())),
                    bound(recipe.architecture().attention().id(), new Attention(attended, attentionRefuses)),
                    new PartSet<>(known).bindAll(recipe.architecture().heads()));
            PartPipeline view = new PartPipeline(List.of());
            Phase phase = new Phase(
                    recipe.training().phases().get(0),
                    view,
                    strategy.map(there -> bound("strategy", there)),
                    List.of(new BoundTask(bound("task", task), 1)));
            new FitCheck(recipe, plan, view, List.of(phase)).run(IMAGES);
        }

        private String refusal() {
            return assertThrows(RefusedException.class, this::check).getMessage();
        }
    }

    private final Mine mine = new Mine();

    private static <P extends Part> Bound<P> bound(String id, P part) {
        return new Bound<>(PartSpec.parse(id), part, Settings.of(part, ""));
    }

    @Test
    void partsThatFitPass() {
        mine.task = new Task(Set.of(Signal.ATTENDED_PROBABILITIES), Set.of(TargetKind.SHARPENED));
        mine.inserts = "1:spatial;0:spatial";
        mine.heads = "labels;turns";
        assertDoesNotThrow(mine::check);
    }

    @Test
    void aTaskWithoutItsSignalIsRefused() {
        mine.attended = false;
        mine.task = new Task(Set.of(Signal.ATTENDED_PROBABILITIES), Set.of());
        assertEquals(
                "Variant mine has the task task, which asks for attended-probabilities, but attention=identity with heads"
                        + " labels gives probabilities; leave the task out or change attention or heads.",
                mine.refusal());
    }

    @Test
    void aTaskWithoutItsTargetsIsRefused() {
        mine.task = new Task(Set.of(Signal.PROBABILITIES), Set.of(TargetKind.BALANCED));
        assertEquals(
                "Variant mine has the task task, which learns from targets of the kind balanced, but targets=strategy"
                        + " provides the kinds sharpened; leave the task out or choose other targets.",
                mine.refusal());
        mine.strategy = Optional.empty();
        assertEquals(
                "Variant mine has the task task, which learns from targets of the kind balanced, but phase train has no"
                        + " targets; leave the task out or choose other targets.",
                mine.refusal());
    }

    @Test
    void aTaskWithoutItsCopiesIsRefused() {
        mine.task = new Task(Set.of(Signal.PROBABILITIES), Set.of(), 4);
        assertEquals(
                "Variant mine has the task task, which learns from 4 of each image, but the operations of phase train"
                        + " (horizontal-flip, crop) make 1 of each; give it a phase of its own with operations that make 4.",
                mine.refusal());
    }

    @Test
    void aStrategyWithoutItsSignalIsRefused() {
        mine.strategy = Optional.of(new Strategy(Signal.UNIT_VECTORS, TargetKind.SHARPENED));
        assertEquals(
                "Variant mine has targets=strategy, which read unit-vectors, but its heads (labels) give"
                        + " attended-probabilities, probabilities; choose other targets or heads.",
                mine.refusal());
    }

    @Test
    void aStageThatTheBackboneDoesNotHaveIsRefused() {
        mine.inserts = "0:spatial;5:spatial";
        assertEquals(
                "Variant mine has stages=5:spatial, but backbone=features has the stages 0, 1; write one of"
                        + " these before the colon, as in 0:spatial.",
                mine.refusal());
        mine.stages = 0;
        assertEquals(
                "Variant mine has stages=0:spatial, but backbone=features has no place for a part between its stages;"
                        + " leave stages out or choose another backbone.",
                mine.refusal());
    }

    @Test
    void aStageThatIsTakenTwiceIsRefused() {
        mine.inserts = "1:spatial;1:spatial";
        assertEquals(
                "Variant mine names stage 1 twice (1:spatial, 1:spatial), but a stage holds one part; keep one of them or"
                        + " change its number.",
                mine.refusal());
    }

    @Test
    void attentionThatCannotBeBuiltOnTheFeaturesIsRefused() {
        mine.attentionRefuses = Optional.of("gaussian needs a map.");
        assertEquals("attention=gaussian does not fit backbone=features: gaussian needs a map.", mine.refusal());
        mine.attended = false;
        assertDoesNotThrow(mine::check);
    }

    @Test
    void aHeadThatSaysNothingOfClustersCannotComeFirst() {
        mine.heads = "turns;labels";
        assertEquals(
                "Variant mine has the head turns first, which gives no clusters, but the first of its heads (turns,"
                        + " labels) decides an image's cluster; put another head before it.",
                mine.refusal());
    }
}
