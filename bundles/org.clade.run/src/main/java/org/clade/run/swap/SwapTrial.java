package org.clade.run.swap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.clade.api.run.PartSwap;
import org.clade.api.variant.PhaseRecipe;
import org.clade.run.evaluation.Evaluator;
import org.clade.run.inference.RunParts;
import org.clade.run.progress.BatchIndex;
import org.clade.run.progress.NonFiniteLossException;
import org.clade.run.progress.PartReplacement;
import org.clade.run.progress.Steps;
import org.clade.run.progress.SwapHistory;
import org.clade.run.training.CheckpointFile;
import org.clade.run.training.CheckpointState;
import org.clade.run.training.Checkpoints;
import org.clade.run.training.TrainingLoop;

/** The large batches in which new parts show whether the run keeps them: where they do harm it goes back. */
final class SwapTrial {

    /** Told what becomes of parts that nobody asked for. */
    static final BiConsumer<PartSwap.State, String> NOBODY = (state, sentence) -> {};

    /** Large batches of its phases that a new part must have worked in before it is kept. */
    private static final int TRIAL_ROUNDS = 2;

    /** Steps in these, as some methods have but one in a large batch. */
    private static final int TRIAL_STEPS = 16;

    /** Images that are looked at to see whether the clusters collapse. */
    private static final int SAMPLE = 500;

    private final RunParts parts;
    private final int images;
    private final String run;
    private final Checkpoints checkpoints;
    private final Evaluator evaluator;
    private final SwapRecorder journal;
    private final SwapRollback wayBack;
    private BiConsumer<PartSwap.State, String> asker = NOBODY;

    /**
     * The trials of a run.
     *
     * @param parts what it works with
     * @param images how many images it has
     * @param run its id
     * @param checkpoints writes checkpoints
     * @param evaluator looks at the clusters
     * @param journal what is written of edits
     * @param wayBack brings it back
     */
    SwapTrial(
            RunParts parts,
            int images,
            String run,
            Checkpoints checkpoints,
            Evaluator evaluator,
            SwapRecorder journal,
            SwapRollback wayBack) {
        this.parts = parts;
        this.images = images;
        this.run = run;
        this.checkpoints = checkpoints;
        this.evaluator = evaluator;
        this.journal = journal;
        this.wayBack = wayBack;
    }

    /** {@return whether parts are on trial} */
    boolean on() {
        return journal.log().trial().isPresent();
    }

    /** {@return how many clusters the images are spread over now, null where that is not measured} */
    Double effectiveClusters(TrainingLoop loop) {
        return evaluator.effectiveClusters(SAMPLE, loop.sessions()).orElse(null);
    }

    /**
     * Has the run work with new parts, on trial.
     *
     * @param next the parts
     * @param changes what differs from the recipe that the run began with
     * @param edits what differs from the parts until now
     * @param effectiveClusters how many clusters there were with these; null where that was not measured
     * @param safe the checkpoint before them
     * @param who is told what becomes of them
     */
    void begin(
            RunParts.Held next,
            Map<String, String> changes,
            List<PartReplacement> edits,
            Double effectiveClusters,
            CheckpointFile safe,
            BiConsumer<PartSwap.State, String> who) {
        wayBack.keep(safe);
        asker = who;
        parts.take(next);
        journal.log().changed(changes);
        journal.log().begin(edits, SwapHistory.Trial.of(edits, effectiveClusters));
    }

    /** Judges the parts where they have worked for long enough. */
    void judgeWhenTried(TrainingLoop loop) {
        keepWhatCannotBeTakenBack();
        journal.log().trial().filter(trial -> tried(loop, trial)).ifPresent(trial -> judge(loop, trial));
    }

    /** Judges the parts now, as training is over. */
    void judgeNow(TrainingLoop loop) {
        keepWhatCannotBeTakenBack();
        journal.log().trial().ifPresent(trial -> judge(loop, trial));
    }

    /**
     * Takes parts on trial back where something failed.
     *
     * @param loop the loop
     * @param failure what failed
     * @return whether there were any, so that the run can go on
     */
    boolean rescued(TrainingLoop loop, Throwable failure) {
        keepWhatCannotBeTakenBack();
        boolean on = on();
        if (on) {
            rollBack(
                    loop,
                    failure instanceof NonFiniteLossException loss
                            ? loss.brief()
                            : Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        }
        return on;
    }

    /** A run that was cut has the classes of an earlier bundle no more. */
    private void keepWhatCannotBeTakenBack() {
        boolean lost = !wayBack.holdsParts()
                && journal.log().edits().stream()
                        .anyMatch(edit -> edit.state().equals(PartReplacement.ON_TRIAL)
                                && edit.cause().equals(PartReplacement.BUNDLE));
        if (lost) {
            journal.log().end(PartReplacement.KEPT);
        }
    }

    /** Whether the new parts have worked for long enough, each in its own phases. */
    private boolean tried(TrainingLoop loop, SwapHistory.Trial trial) {
        List<PhaseRecipe> phases = parts.variant().recipe().phases();
        int rounds = 0;
        int steps = 0;
        for (int round = trial.round(); round < loop.position().rounds; round++) {
            PhaseRecipe phase = phases.get(BatchIndex.of(round, phases, images).phase());
            if (trial.concerns(phase.name())) {
                rounds++;
                steps += new Steps(phase, Math.min(phase.batch(), images)).total();
            }
        }
        return rounds >= TRIAL_ROUNDS && steps >= TRIAL_STEPS;
    }

    private void judge(TrainingLoop loop, SwapHistory.Trial trial) {
        Double effective = effectiveClusters(loop);
        if (trial.collapsed(effective)) {
            rollBack(
                    loop,
                    String.format(
                            Locale.ROOT,
                            "The clusters collapsed: %.2f effective clusters after the swap, %.2f before.",
                            effective,
                            trial.effectiveClusters()));
        } else {
            keep(loop);
        }
    }

    private void keep(TrainingLoop loop) {
        List<PartReplacement> kept = journal.log().end(PartReplacement.KEPT);
        wayBack.end();
        journal.event(
                "kept",
                loop,
                Map.of("new", kept.stream().map(PartReplacement::by).toList()));
        tell(
                PartSwap.State.KEPT,
                "Run %s keeps the new parts after large batch %s.".formatted(run, loop.position().rounds));
    }

    private void rollBack(TrainingLoop loop, String reason) {
        Map<String, Object> why = new LinkedHashMap<>();
        why.put("failed_at_step", loop.position().steps);
        why.put("reason", reason);
        CheckpointState state = wayBack.go(loop);
        List<PartReplacement> edits = journal.log().end(PartReplacement.ROLLED_BACK);
        journal.takenBack(state, edits);
        checkpoints.write(loop, CheckpointFile.Keep.ONE);
        wayBack.end();
        journal.recipe();
        journal.events("rolled-back", edits, why);
        tell(
                PartSwap.State.ROLLED_BACK,
                "Run %s went back to step %s and to %s. %s"
                        .formatted(
                                run,
                                loop.position().steps,
                                edits.stream().map(PartReplacement::old).collect(Collectors.joining(", ")),
                                reason));
    }

    private void tell(PartSwap.State state, String sentence) {
        asker.accept(state, sentence);
        asker = NOBODY;
    }
}
