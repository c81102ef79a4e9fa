package org.clade.run.swap;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.clade.api.part.PartKind;
import org.clade.api.part.RefusedException;
import org.clade.api.run.PartSwap;
import org.clade.api.run.RunEvent;
import org.clade.api.target.TargetSession;
import org.clade.api.variant.Phase;
import org.clade.api.variant.Variant;
import org.clade.run.inference.PartPair;
import org.clade.run.inference.RunParts;
import org.clade.run.inference.RunScope;
import org.clade.run.inference.Sessions;
import org.clade.run.progress.PartReplacement;
import org.clade.run.progress.TrainingBudget;
import org.clade.run.support.RunStoppedException;
import org.clade.run.training.BoundaryAction;
import org.clade.run.training.BoundaryState;
import org.clade.run.training.Checkpoint;
import org.clade.run.training.CheckpointFile;
import org.clade.run.training.Checkpoints;

/** Prepares the replacement of parts: a checkpoint first, then new target sessions and the beginning of the trial. */
final class PartReplacer {

    private final RunParts parts;
    private final RunScope run;
    private final Checkpoints checkpoints;
    private final TrainingBudget budget;
    private final SwapRecorder recorder;
    private final SwapTrial trial;
    private Optional<Pending> pending = Optional.empty();

    /**
     * A replacement that the loop has not applied yet.
     *
     * @param replaced the replacements
     * @param start the time of its start
     * @param then called afterwards
     */
    private record Pending(List<PartReplacement> replaced, long start, Runnable then) {}

    PartReplacer(
            RunParts parts,
            RunScope run,
            Checkpoints checkpoints,
            TrainingBudget budget,
            SwapRecorder recorder,
            SwapTrial trial) {
        this.parts = parts;
        this.run = run;
        this.checkpoints = checkpoints;
        this.budget = budget;
        this.recorder = recorder;
        this.trial = trial;
    }

    /** {@return the differences between the run's parts and others; lists the same replacement in several phases once} */
    List<PartReplacement> differences(BoundaryState state, RunParts.Held next, String cause) {
        int epoch = state.position().rounds() / budget.roundsPerEpoch();
        Map<List<String>, PartReplacement> replaced = new LinkedHashMap<>();
        PartPair.of(parts.held(), next).stream()
                .filter(PartPair::replaced)
                .map(pair -> pair.replacement(state.position(), epoch, cause))
                .forEach(one ->
                        replaced.merge(List.of(one.kind(), one.old(), one.by()), one, PartReplacement::elsewhere));
        return List.copyOf(replaced.values());
    }

    /**
     * Prepares a replacement, and begins its trial.
     *
     * @param state the state of the run
     * @param next the new parts
     * @param changes the differences from the recipe at the start of the run
     * @param replaced the differences from the current parts
     * @param asked receives the result
     * @param then called after the loop has applied them
     * @return the action for the loop
     */
    BoundaryAction.ReplaceParts replace(
            BoundaryState state,
            RunParts.Held next,
            Map<String, String> changes,
            List<PartReplacement> replaced,
            BiConsumer<PartSwap.State, String> asked,
            Runnable then) {
        long start = System.nanoTime();
        Double effectiveClusters = trial.effectiveClusters(state);
        CheckpointFile before = checkpoints.write();
        Map<String, TargetSession> opened = open(next.variant(), replaced, before);
        trial.begin(changes, replaced, effectiveClusters, before, asked);
        pending = Optional.of(new Pending(replaced, start, then));
        return new BoundaryAction.ReplaceParts(next, opened);
    }

    /** Called after the loop has replaced the parts: records it, and writes a checkpoint with the new parts. */
    void replaced() {
        pending.ifPresent(done -> {
            checkpoints.write(CheckpointFile.Keep.ONE);
            recorder.writeRecipe();
            recorder.events(
                    RunEvent.Type.SWAPPED,
                    done.replaced(),
                    Map.of("seconds", (System.nanoTime() - done.start()) / 1e9));
            done.then().run();
        });
        drop();
    }

    /** Called after the run went back instead. */
    void drop() {
        pending = Optional.empty();
    }

    /** Opens the new target sessions. A session with the same id and options as the old one takes its state. */
    private Map<String, TargetSession> open(Variant next, List<PartReplacement> replaced, CheckpointFile before) {
        Map<String, TargetSession> opened = new LinkedHashMap<>();
        for (PartReplacement one : replaced) {
            if (!one.kind().equals(PartKind.TARGETS.id())) {
                continue;
            }
            for (Phase phase : next.phases()) {
                String name = phase.recipe().name();
                if (one.phases().contains(name)) {
                    Sessions.open(phase, next, run).ifPresent(session -> opened.put(name, session));
                    if (one.old().equals(one.by())) {
                        handOver(name, opened.get(name), before);
                    }
                }
            }
        }
        return opened;
    }

    private void handOver(String phase, TargetSession session, CheckpointFile before) {
        try (NDManager scope = run.host().newSubManager();
                Checkpoint checkpoint = Checkpoint.of(before)) {
            checkpoint.session(phase, scope).ifPresent(session::restore);
        } catch (RuntimeException e) {
            session.close();
            throw new RefusedException(
                    "The new strategy of phase %s cannot take the state of the old one (%s); the run keeps the old one."
                            .formatted(phase, e.getMessage()),
                    e);
        }
    }

    /**
     * Records that the run cannot take new parts. That does not end the run.
     *
     * @param state the state of the run
     * @param reason a {@link RuntimeException} or an {@link Error}
     * @return the message
     */
    String refuse(BoundaryState state, Throwable reason) {
        if (reason instanceof RunStoppedException stopped) {
            throw stopped;
        }
        String sentence = reason instanceof RefusedException
                ? reason.getMessage()
                : "The new parts failed during the replacement: %s.".formatted(reason);
        recorder.refused(state.position(), sentence);
        return sentence;
    }
}
