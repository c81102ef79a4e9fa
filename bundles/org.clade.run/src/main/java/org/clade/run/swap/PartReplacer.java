package org.clade.run.swap;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.clade.api.part.RefusedException;
import org.clade.api.run.PartSwap;
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
import org.clade.run.training.Checkpoint;
import org.clade.run.training.CheckpointFile;
import org.clade.run.training.Checkpoints;
import org.clade.run.training.TrainingLoop;

/** Puts other parts into a run between two large batches: a checkpoint first, then the parts, on trial. */
final class PartReplacer {

    private final RunParts parts;
    private final RunScope run;
    private final Checkpoints checkpoints;
    private final TrainingBudget length;
    private final SwapRecorder journal;
    private final SwapTrial trial;

    /**
     * The taker of a run.
     *
     * @param parts what it works with
     * @param run the run
     * @param checkpoints writes checkpoints
     * @param length how long an epoch is
     * @param journal what is written of edits
     * @param trial the trial that begins
     */
    PartReplacer(
            RunParts parts,
            RunScope run,
            Checkpoints checkpoints,
            TrainingBudget length,
            SwapRecorder journal,
            SwapTrial trial) {
        this.parts = parts;
        this.run = run;
        this.checkpoints = checkpoints;
        this.length = length;
        this.journal = journal;
        this.trial = trial;
    }

    /** {@return what differs between the parts of now and others, wherever the same is replaced by the same} */
    List<PartReplacement> edits(TrainingLoop loop, RunParts.Held next, String cause) {
        int epoch = loop.position().rounds / length.roundsPerEpoch();
        Map<List<String>, PartReplacement> edits = new LinkedHashMap<>();
        PartPair.of(parts.held(), next).stream()
                .filter(PartPair::replaced)
                .map(pair -> pair.edit(loop.position(), epoch, cause))
                .forEach(edit ->
                        edits.merge(List.of(edit.kind(), edit.old(), edit.by()), edit, PartReplacement::elsewhere));
        return List.copyOf(edits.values());
    }

    /**
     * Has the run work with other parts.
     *
     * @param loop its loop
     * @param next the parts
     * @param changes what differs from the recipe that the run began with
     * @param edits what differs from the parts of now
     * @param asker is told what becomes of them
     */
    void take(
            TrainingLoop loop,
            RunParts.Held next,
            Map<String, String> changes,
            List<PartReplacement> edits,
            BiConsumer<PartSwap.State, String> asker) {
        long start = System.nanoTime();
        Double effectiveClusters = trial.effectiveClusters(loop);
        CheckpointFile safe = checkpoints.write(loop);
        Map<String, TargetSession> opened = open(next.variant(), edits, safe);
        trial.begin(next, changes, edits, effectiveClusters, safe, asker);
        loop.work(opened);
        loop.surveyNow(opened.keySet());
        checkpoints.write(loop, CheckpointFile.Keep.ONE);
        journal.recipe();
        journal.events("swapped", edits, Map.of("seconds", (System.nanoTime() - start) / 1e9));
    }

    /** Opens strategies that came; one with the id and options of the old one takes over what that knew. */
    private Map<String, TargetSession> open(Variant next, List<PartReplacement> edits, CheckpointFile safe) {
        Map<String, TargetSession> opened = new LinkedHashMap<>();
        for (PartReplacement edit : edits) {
            if (!edit.kind().equals("targets")) {
                continue;
            }
            for (Phase phase : next.phases()) {
                String name = phase.recipe().name();
                if (edit.phases().contains(name)) {
                    Sessions.open(phase, next, run).ifPresent(session -> opened.put(name, session));
                    if (edit.old().equals(edit.by())) {
                        handOver(name, opened.get(name), safe);
                    }
                }
            }
        }
        return opened;
    }

    private void handOver(String phase, TargetSession session, CheckpointFile safe) {
        try (NDManager scope = run.host().newSubManager();
                Checkpoint checkpoint = Checkpoint.of(safe)) {
            checkpoint.session(phase, scope).ifPresent(session::restore);
        } catch (RuntimeException e) {
            session.close();
            throw new RefusedException(
                    "The new strategy of phase %s cannot go on from what the old one knew (%s); the run keeps the old one."
                            .formatted(phase, e.getMessage()),
                    e);
        }
    }

    /**
     * Says that new parts cannot be taken, which is no reason to fail, unless they were taken already.
     *
     * @param loop the run's loop
     * @param reason why: a {@link RuntimeException} or an {@link Error}
     * @return the same in a sentence
     */
    String refuse(TrainingLoop loop, Throwable reason) {
        if (reason instanceof RuntimeException failure && (trial.on() || failure instanceof RunStoppedException)) {
            throw failure;
        }
        if (reason instanceof Error failure && trial.on()) {
            throw failure;
        }
        String sentence = reason instanceof RefusedException
                ? reason.getMessage()
                : "The new parts failed when they were taken: %s.".formatted(reason);
        journal.refused(loop, sentence);
        return sentence;
    }
}
