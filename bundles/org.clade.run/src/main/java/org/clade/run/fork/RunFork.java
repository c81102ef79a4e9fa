package org.clade.run.fork;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunEvent;
import org.clade.api.variant.Network;
import org.clade.api.variant.Phase;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.run.folder.RunJournal;
import org.clade.run.inference.RunScope;
import org.clade.run.progress.TrainingBudget;
import org.clade.run.progress.TrainingPosition;
import org.clade.run.training.Checkpoint;
import org.clade.run.training.CheckpointState;
import org.clade.run.training.TrainingState;

/**
 * Starts a run from the end of an epoch of another one. Parts whose weights fit keep them; so do the optimizer, if all weights fit, and the
 * strategies that are the same. Everything else starts new, and a warning says so. An unchanged variant goes on bit for bit.
 *
 * @param source the other run
 * @param variants opens its variant
 * @param shape the shape of the images
 */
public record RunFork(ForkSource source, VariantService variants, ImageShape shape) {

    /**
     * Takes up the state of the other run.
     *
     * @param state the run at its start
     * @param variant its variant
     * @param run the run
     * @param budget its length
     * @param journal is told what was kept
     * @throws RefusedException if the images differ, or a state does not fit
     */
    public void apply(TrainingState state, Variant variant, RunScope run, TrainingBudget budget, RunJournal journal) {
        Checkpoint checkpoint = source.stored().checkpoint();
        CheckpointState saved = checkpoint.state();
        if (saved.images() != run.images().fingerprint()) {
            throw source.otherImages();
        }
        List<String> kept = new ArrayList<>();
        List<String> fresh = new ArrayList<>();
        try (VariantLease use = variants.use(source.stored().request().variant(), saved.changes())) {
            Recipe before = use.variant().recipe();
            boolean weights = weights(use.variant(), variant, run, kept, fresh);
            optimizer(before, variant.recipe(), weights, run, kept, fresh);
            state.fork(
                    checkpoint,
                    position(saved.position(), state, budget, before),
                    strategies(use.variant(), variant, kept, fresh));
            if (before.training().phases().equals(variant.recipe().training().phases())) {
                run.losses().restore(saved.losses());
            }
        }
        journal.forked(state.position().seconds(), event(kept, fresh));
        if (!fresh.isEmpty()) {
            journal.warn(
                    RunEvent.Type.FORKED,
                    "%s fit no state of run %s and start new."
                            .formatted(String.join(", ", fresh), source.origin().run()));
        }
    }

    private Map<String, Object> event(List<String> kept, List<String> fresh) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("run", source.origin().run());
        details.put("epoch", source.origin().epoch());
        details.put("checkpoint", source.origin().checkpoint());
        details.put("sha256", source.origin().sha256());
        details.put("kept", kept);
        details.put("new", fresh);
        return details;
    }

    /** Copies the weights of the parts that fit; returns whether all do, in the same order. */
    private boolean weights(Variant before, Variant now, RunScope run, List<String> kept, List<String> fresh) {
        Recipe recipe = before.recipe();
        try (NDManager scope = run.device().newSubManager();
                Network other = before.network(shape, recipe.architecture().clusters(), scope, 0)) {
            source.stored().checkpoint().restoreNetwork(other);
            List<WeightedPart> old = WeightedPart.of(recipe, other);
            List<WeightedPart> own = WeightedPart.of(now.recipe(), run.network());
            Set<WeightedPart> taken = new HashSet<>();
            boolean all = old.size() == own.size();
            for (int i = 0; i < own.size(); i++) {
                WeightedPart part = own.get(i);
                WeightedPart from = old.stream()
                        .filter(each -> !taken.contains(each) && part.fits(each))
                        .findFirst()
                        .orElse(null);
                if (from == null) {
                    fresh.add(part.written());
                    all = false;
                    continue;
                }
                taken.add(from);
                kept.add(part.written());
                all &= i < old.size() && from == old.get(i);
                copy(from.arrays(), part.arrays(), run);
            }
            return all;
        }
    }

    private static void copy(Map<String, NDArray> from, Map<String, NDArray> to, RunScope run) {
        NDList values = new NDList();
        NDList own = new NDList();
        to.forEach((name, array) -> {
            values.add(from.get(name));
            own.add(array);
        });
        run.engine().operators().copy(values, own);
    }

    private void optimizer(
            Recipe before, Recipe now, boolean weights, RunScope run, List<String> kept, List<String> fresh) {
        String written = "optimizer=" + now.training().optimizer();
        boolean same = before.training()
                .optimizer()
                .id()
                .equals(now.training().optimizer().id());
        if (!weights || !same) {
            fresh.add(written);
            return;
        }
        try (NDManager scope = run.host().newSubManager()) {
            source.stored().checkpoint().restoreOptimizer(run.optimizer(), scope);
            kept.add(written);
        } catch (RefusedException e) {
            if (before.training().optimizer().equals(now.training().optimizer())) {
                throw e;
            }
            fresh.add(written); // other options have another state
        }
    }

    private static Set<String> strategies(Variant before, Variant now, List<String> kept, List<String> fresh) {
        boolean heads = before.recipe().architecture().equals(now.recipe().architecture());
        Map<String, Phase> old = new LinkedHashMap<>();
        before.phases().forEach(phase -> old.put(phase.recipe().name(), phase));
        Set<String> same = new HashSet<>();
        for (Phase phase : now.phases()) {
            String name = phase.recipe().name();
            phase.recipe().targets().ifPresent(targets -> {
                boolean fits = heads
                        && old.containsKey(name)
                        && old.get(name)
                                .recipe()
                                .targets()
                                .filter(targets::equals)
                                .isPresent();
                (fits ? kept : fresh).add("targets=" + targets);
                if (fits) {
                    same.add(name);
                }
            });
        }
        return same;
    }

    /** {@return the same epoch end for large batches and steps of other sizes} */
    private static TrainingPosition position(
            TrainingPosition saved, TrainingState state, TrainingBudget budget, Recipe before) {
        int epoch = saved.epochsEnded();
        int rounds = epoch * budget.roundsPerEpoch();
        boolean sameSteps =
                saved.rounds() == rounds && before.training().phases().equals(state.phases());
        return new TrainingPosition(
                rounds,
                sameSteps ? saved.steps() : epoch * state.stepsPerEpoch(),
                saved.isEvaluated() ? rounds : sameSteps ? saved.evaluated() : rounds - 1,
                epoch,
                epoch,
                saved.seconds());
    }
}
