package org.clade.run.swap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.clade.api.run.PartSwap;
import org.clade.api.run.RunEvent;
import org.clade.api.variant.PhaseRecipe;
import org.clade.run.evaluation.Evaluator;
import org.clade.run.inference.RunParts;
import org.clade.run.progress.BatchIndex;
import org.clade.run.progress.NonFiniteLossException;
import org.clade.run.progress.PartReplacement;
import org.clade.run.progress.Steps;
import org.clade.run.progress.SwapHistory;
import org.clade.run.training.BoundaryAction;
import org.clade.run.training.BoundaryState;
import org.clade.run.training.CheckpointFile;
import org.clade.run.training.Checkpoints;

/** The trial of new parts over some large batches. If they cause a failure or a collapse, the run goes back. */
final class SwapTrial {

    /** For parts that no user requested. */
    static final BiConsumer<PartSwap.State, String> NO_REQUEST = (state, sentence) -> {};

    /** The number of large batches of its phases in which a new part must work before the run keeps it. */
    private static final int TRIAL_ROUNDS = 2;

    /** The number of steps in these, since some methods have only one step per large batch. */
    private static final int TRIAL_STEPS = 16;

    /** The number of images to cluster in order to detect a collapse. */
    private static final int SAMPLE = 500;

    private final RunParts parts;
    private final int images;
    private final String run;
    private final Checkpoints checkpoints;
    private final Evaluator evaluator;
    private final SwapRecorder recorder;
    private final SwapRollback rollback;
    private BiConsumer<PartSwap.State, String> request = NO_REQUEST;
    private Verdict verdict;

    /**
     * The reason for a rollback.
     *
     * @param step steps done at the decision
     * @param reason a sentence
     */
    private record Verdict(long step, String reason) {}

    SwapTrial(
            RunParts parts,
            int images,
            String run,
            Checkpoints checkpoints,
            Evaluator evaluator,
            SwapRecorder recorder,
            SwapRollback rollback) {
        this.parts = parts;
        this.images = images;
        this.run = run;
        this.checkpoints = checkpoints;
        this.evaluator = evaluator;
        this.recorder = recorder;
        this.rollback = rollback;
    }

    /** {@return whether parts are on trial} */
    boolean on() {
        return recorder.swaps().trial().isPresent();
    }

    /** {@return the current number of effective clusters; null without such a metric} */
    Double effectiveClusters(BoundaryState state) {
        return evaluator.effectiveClusters(SAMPLE, state.sessions()).orElse(null);
    }

    /**
     * Begins the trial of new parts, which the run will then take.
     *
     * @param changes the differences from the recipe at the start of the run
     * @param replaced the replacements
     * @param effectiveClusters the number of effective clusters before them; null without such a metric
     * @param before the checkpoint before them
     * @param asked receives the result
     */
    void begin(
            Map<String, String> changes,
            List<PartReplacement> replaced,
            Double effectiveClusters,
            CheckpointFile before,
            BiConsumer<PartSwap.State, String> asked) {
        rollback.keep(before);
        request = asked;
        recorder.swaps().changed(changes);
        recorder.swaps().begin(replaced, SwapHistory.Trial.of(replaced, effectiveClusters));
    }

    /**
     * Decides about the parts on trial if they have worked long enough, or if training is over.
     *
     * @param state the state of the run
     * @return the rollback if they failed; empty if the run keeps them, they are still on trial, or there are none
     */
    Optional<BoundaryAction.RollBackTo> judge(BoundaryState state) {
        keepWhatCannotBeTakenBack();
        return recorder.swaps()
                .trial()
                .filter(trial -> state.over() || tried(state, trial))
                .flatMap(trial -> judge(state, trial));
    }

    /**
     * Decides about a failure.
     *
     * @param state the state of the run
     * @param failure the exception
     * @return the rollback if parts are on trial
     */
    Optional<BoundaryAction.RollBackTo> rescue(BoundaryState state, Throwable failure) {
        keepWhatCannotBeTakenBack();
        return on()
                ? Optional.of(goBack(
                        state,
                        failure instanceof NonFiniteLossException loss
                                ? loss.brief()
                                : Objects.requireNonNullElse(failure.getMessage(), failure.toString())))
                : Optional.empty();
    }

    /** A resumed run no longer has the classes of an earlier bundle. */
    private void keepWhatCannotBeTakenBack() {
        boolean lost = !rollback.holdsParts()
                && recorder.swaps().edits().stream()
                        .anyMatch(replaced -> replaced.state().equals(PartReplacement.ON_TRIAL)
                                && replaced.cause().equals(PartReplacement.BUNDLE));
        if (lost) {
            recorder.swaps().end(PartReplacement.KEPT);
        }
    }

    /** Whether the new parts have worked long enough, each in its own phases. */
    private boolean tried(BoundaryState state, SwapHistory.Trial trial) {
        List<PhaseRecipe> phases = parts.variant().recipe().training().phases();
        int rounds = 0;
        int steps = 0;
        for (int round = trial.round(); round < state.position().rounds(); round++) {
            PhaseRecipe phase = phases.get(BatchIndex.of(round, phases, images).phase());
            if (trial.concerns(phase.name())) {
                rounds++;
                steps += new Steps(phase, Math.min(phase.batch(), images)).total();
            }
        }
        return rounds >= TRIAL_ROUNDS && steps >= TRIAL_STEPS;
    }

    private Optional<BoundaryAction.RollBackTo> judge(BoundaryState state, SwapHistory.Trial trial) {
        Double effective = effectiveClusters(state);
        if (trial.collapsed(effective)) {
            return Optional.of(goBack(
                    state,
                    String.format(
                            Locale.ROOT,
                            "The clusters collapsed: %.2f effective clusters after the swap, %.2f before.",
                            effective,
                            trial.effectiveClusters())));
        }
        keep(state);
        return Optional.empty();
    }

    private void keep(BoundaryState state) {
        List<PartReplacement> kept = recorder.swaps().end(PartReplacement.KEPT);
        rollback.end();
        recorder.event(
                RunEvent.Type.KEPT,
                state.position(),
                Map.of("new", kept.stream().map(PartReplacement::by).toList()));
        tell(
                PartSwap.State.KEPT,
                "Run %s keeps the new parts after large batch %s."
                        .formatted(run, state.position().rounds()));
    }

    private BoundaryAction.RollBackTo goBack(BoundaryState state, String reason) {
        verdict = new Verdict(state.position().steps(), reason);
        return rollback.action();
    }

    /**
     * The run went back.
     *
     * @param state where it is now
     */
    void rolledBack(BoundaryState state) {
        Map<String, Object> why = new LinkedHashMap<>();
        why.put("failed_at_step", verdict.step());
        why.put("reason", verdict.reason());
        rollback.done();
        List<PartReplacement> undone = recorder.swaps().end(PartReplacement.ROLLED_BACK);
        recorder.rolledBack(undone);
        checkpoints.write(CheckpointFile.Keep.ONE);
        rollback.end();
        recorder.writeRecipe();
        recorder.events(RunEvent.Type.ROLLED_BACK, undone, why);
        tell(
                PartSwap.State.ROLLED_BACK,
                "Run %s went back to step %s and to %s. %s"
                        .formatted(
                                run,
                                state.position().steps(),
                                undone.stream().map(PartReplacement::old).collect(Collectors.joining(", ")),
                                verdict.reason()));
    }

    private void tell(PartSwap.State outcome, String sentence) {
        request.accept(outcome, sentence);
        request = NO_REQUEST;
    }
}
