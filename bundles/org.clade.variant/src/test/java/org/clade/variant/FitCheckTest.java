package org.clade.variant;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.attention.HeadAttention;
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
import org.junit.jupiter.api.Test;

/** Parts that say what they offer and need; nothing is computed, as the check promises. */
class FitCheckTest {

    private static final ImageShape IMAGES = new ImageShape(1, 28, 28);

    private static final class Features implements Backbone {
        @Override
        public FeatureShape featureShape(BackboneRequest request) {
            return new FeatureShape(4, 2, 2);
        }

        @Override
        public Block build(BackboneRequest request) {
            throw new AssertionError("nothing is built by a check");
        }
    }

    private record Attention(boolean there) implements HeadAttention {
        @Override
        public boolean attends(AttentionRequest request) {
            return there;
        }

        @Override
        public Block build(AttentionRequest request) {
            throw new AssertionError("nothing is built by a check");
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
            throw new AssertionError("nothing is built by a check");
        }
    }

    private record Task(Set<Signal> signals, Set<TargetKind> kinds) implements LossTask {
        @Override
        public Set<Signal> reads(Settings settings) {
            return signals;
        }

        @Override
        public Set<TargetKind> targets(Settings settings) {
            return kinds;
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

    private static <P extends Part> Bound<P> bound(String id, P part) {
        return new Bound<>(PartSpec.parse(id), part, Settings.of(part, ""));
    }

    private static void check(boolean attended, Task task, Strategy strategy) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("backbone", "features");
        keys.put("attention", attended ? "gaussian" : "identity");
        keys.put("heads", "labels");
        keys.put("tasks", "task");
        keys.put("targets", "strategy");
        keys.put("rounds", 1);
        Recipe recipe = RecipeReader.read("mine", keys);
        NetworkPlan plan = NetworkPlan.of(
                IMAGES,
                10,
                bound("features", new Features()),
                List.of(),
                new PartSet<>(Map.of()),
                bound(recipe.attention().id(), new Attention(attended)),
                List.of(bound("labels", new Labels())));
        PartPipeline view = new PartPipeline(List.of());
        Phase phase = new Phase(
                recipe.phases().get(0),
                view,
                java.util.Optional.of(bound("strategy", strategy)),
                List.of(new BoundTask(bound("task", task), 1)));
        new FitCheck(recipe, plan, view, List.of(phase)).run(IMAGES);
    }

    private static String refusal(boolean attended, Task task, Strategy strategy) {
        return assertThrows(RefusedException.class, () -> check(attended, task, strategy))
                .getMessage();
    }

    @Test
    void partsThatFitPass() {
        assertDoesNotThrow(() -> check(
                true,
                new Task(Set.of(Signal.ATTENDED_PROBABILITIES), Set.of(TargetKind.SHARPENED)),
                new Strategy(Signal.PROBABILITIES, TargetKind.SHARPENED)));
    }

    @Test
    void aTaskWithoutItsSignalIsRefused() {
        assertEquals(
                "Variant mine has the task task, which asks for attended-probabilities, but attention=identity with heads"
                        + " labels gives probabilities; leave the task out or change attention or heads.",
                refusal(
                        false,
                        new Task(Set.of(Signal.ATTENDED_PROBABILITIES), Set.of()),
                        new Strategy(Signal.PROBABILITIES, TargetKind.SHARPENED)));
    }

    @Test
    void aTaskWithoutItsTargetsIsRefused() {
        assertEquals(
                "Variant mine has the task task, which learns from balanced targets, but targets=strategy provide"
                        + " sharpened; leave the task out or choose other targets.",
                refusal(
                        true,
                        new Task(Set.of(Signal.PROBABILITIES), Set.of(TargetKind.BALANCED)),
                        new Strategy(Signal.PROBABILITIES, TargetKind.SHARPENED)));
    }

    @Test
    void aStrategyWithoutItsSignalIsRefused() {
        assertEquals(
                "Variant mine has targets=strategy, which read unit-vectors, but its heads (labels) give"
                        + " attended-probabilities, probabilities; choose other targets or heads.",
                refusal(
                        true,
                        new Task(Set.of(Signal.PROBABILITIES), Set.of()),
                        new Strategy(Signal.UNIT_VECTORS, TargetKind.SHARPENED)));
    }
}
