package org.clade.run;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;
import org.clade.api.part.RefusedException;
import org.clade.api.run.PartSwap;
import org.clade.api.target.TargetSession;
import org.clade.api.variant.PartUse;
import org.clade.api.variant.Phase;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantUse;

/**
 * Gives a run other parts between two large batches: those that were asked for, and those that came in the place of its own
 * when a bundle was updated. Before that a checkpoint is written; for the next large batches the new parts are on trial, and
 * where they do harm the run goes back to the checkpoint and to the old parts.
 */
final class PartEditor implements AutoCloseable {

    /** Large batches of its phases that a new part must have worked in before it is kept. */
    private static final int TRIAL_ROUNDS = 2;

    /** Steps in these, as some methods have but one in a large batch. */
    private static final int TRIAL_STEPS = 16;

    /** Images that are looked at to see whether the clusters collapse. */
    private static final int SAMPLE = 500;

    private final RunParts parts;
    private final RunScope run;
    private final PartComposer composer;
    private final Checkpoints checkpoints;
    private final Evaluator evaluator;
    private final RunJournal journal;
    private final Length length;
    private final Queue<RequestedSwap> requests;
    private RunParts.Held before;
    private RequestedSwap onTrial;
    private List<String> orphans = List.of();

    /**
     * An editor of a run.
     *
     * @param parts what it works with
     * @param run the run
     * @param composer makes variants with other parts
     * @param checkpoints writes checkpoints
     * @param evaluator looks at the clusters
     * @param journal is told
     * @param length how long an epoch is
     * @param requests swaps that are asked for, in order
     */
    PartEditor(
            RunParts parts,
            RunScope run,
            PartComposer composer,
            Checkpoints checkpoints,
            Evaluator evaluator,
            RunJournal journal,
            Length length,
            Queue<RequestedSwap> requests) {
        this.parts = parts;
        this.run = run;
        this.composer = composer;
        this.checkpoints = checkpoints;
        this.evaluator = evaluator;
        this.journal = journal;
        this.length = length;
        this.requests = requests;
    }

    /**
     * Does what is due between two large batches.
     *
     * @param loop the loop, which will go on
     */
    void boundary(TrainingLoop loop) {
        keepWhatCannotBeTakenBack();
        journal.edits().trial().filter(trial -> tried(loop, trial)).ifPresent(trial -> judge(loop, trial));
        if (journal.edits().trial().isEmpty()) {
            parts.newcomer().ifPresent(newcomer -> meet(loop, newcomer));
        }
        noteOrphans(loop);
        while (journal.edits().trial().isEmpty() && !requests.isEmpty()) {
            answer(loop, requests.remove());
        }
    }

    /**
     * Ends the trial that goes on, as training is over.
     *
     * @param loop the loop; it is brought back where the new parts did harm
     */
    void over(TrainingLoop loop) {
        keepWhatCannotBeTakenBack();
        journal.edits().trial().ifPresent(trial -> judge(loop, trial));
    }

    /** A run that was cut has the classes of an earlier bundle no more. */
    private void keepWhatCannotBeTakenBack() {
        boolean lost = before == null
                && journal.edits().edits().stream()
                        .anyMatch(edit -> edit.state().equals(Edit.ON_TRIAL)
                                && edit.cause().equals(Edit.BUNDLE));
        if (lost) {
            journal.edits().end(Edit.KEPT);
        }
    }

    /**
     * Takes parts on trial back where something failed.
     *
     * @param loop the loop
     * @param failure what failed
     * @return whether the run can go on
     */
    boolean rescued(TrainingLoop loop, Throwable failure) {
        keepWhatCannotBeTakenBack();
        if (journal.edits().trial().isEmpty()) {
            return false;
        }
        rollBack(
                loop,
                failure instanceof LossNotFinite loss
                        ? loss.brief()
                        : Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        return true;
    }

    /**
     * The sentence for a run that failed because its parts are not what they were.
     *
     * @param failure what failed
     * @return the sentence, nothing where that is not the reason
     */
    Optional<String> orphaned(Throwable failure) {
        if (failure instanceof LossNotFinite || parts.registered()) {
            return Optional.empty();
        }
        List<String> gone = parts.orphans();
        return Optional.of(
                "The run was stopped with a checkpoint, because a part of it failed (%s) after %s; resume it when that is settled."
                        .formatted(
                                failure,
                                gone.isEmpty()
                                        ? "its bundle was updated or replaced"
                                        : "the bundle of " + String.join(", ", gone) + " was stopped"));
    }

    /** Whether the new parts have worked for long enough, each in its own phases. */
    private boolean tried(TrainingLoop loop, EditLog.Trial trial) {
        List<PhaseRecipe> phases = parts.variant().recipe().phases();
        int images = run.images().size();
        int rounds = 0;
        int steps = 0;
        for (int round = trial.round(); round < loop.position().rounds; round++) {
            PhaseRecipe phase = phases.get(Slot.of(round, phases, images).phase());
            if (trial.concerns(phase.name())) {
                rounds++;
                steps += new Steps(phase, Math.min(phase.batch(), images)).total();
            }
        }
        return rounds >= TRIAL_ROUNDS && steps >= TRIAL_STEPS;
    }

    private void judge(TrainingLoop loop, EditLog.Trial trial) {
        Double effective = evaluator.effectiveClusters(SAMPLE, loop.sessions()).orElse(null);
        if (trial.collapsed(effective)) {
            rollBack(
                    loop,
                    "The clusters collapsed: %.2f effective clusters after the swap, %.2f before."
                            .formatted(effective, trial.effectiveClusters()));
        } else {
            keep(loop);
        }
    }

    private void keep(TrainingLoop loop) {
        List<Edit> kept = journal.edits().end(Edit.KEPT);
        CheckpointFile.beforeSwap(checkpoints.folder()).delete();
        close();
        before = null;
        journal.event(
                "kept", place(loop, Map.of("new", kept.stream().map(Edit::by).toList())));
        tell(
                PartSwap.State.KEPT,
                "Run %s keeps the new parts after large batch %d.".formatted(composer.run(), loop.position().rounds));
        onTrial = null;
    }

    /** Says once which parts the run works with though their bundles do not run any more. */
    private void noteOrphans(TrainingLoop loop) {
        List<String> now = parts.replaceable() ? List.of() : parts.orphans();
        if (!now.isEmpty() && !now.equals(orphans)) {
            journal.event(
                    "orphaned",
                    place(
                            loop,
                            Map.of("parts", now, "consequence", "The run goes on with them as long as they work.")));
        }
        orphans = now;
    }

    /** Looks at a variant of the same recipe that came in the place of the run's own. */
    private void meet(TrainingLoop loop, Variant newcomer) {
        try {
            if (!newcomer.recipe().equals(parts.variant().recipe())) {
                throw new RefusedException(
                        "The recipe of variant %s was changed while run %s works with it; the run keeps its own."
                                .formatted(newcomer.recipe().name(), composer.run()));
            }
            composer.check(parts.variant(), newcomer);
            RunParts.Held next = RunParts.Held.of(parts.held().use(), newcomer);
            List<Edit> edits = edits(loop, next, Edit.BUNDLE);
            refuseBound(loop, next);
            if (edits.isEmpty()) {
                parts.take(next);
                journal.event("rebound", place(loop, Map.of()));
            } else {
                take(loop, next, journal.edits().changes(), edits);
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            refuse(loop, e);
            parts.decline(newcomer);
        }
    }

    /** A part that cannot be taken is no reason to fail, unless it was taken already. */
    private String refuse(TrainingLoop loop, Throwable reason) {
        boolean taken = journal.edits().trial().isPresent();
        if (reason instanceof RuntimeException failure && (taken || failure instanceof RunStopped)) {
            throw failure;
        }
        if (reason instanceof Error failure && taken) {
            throw failure;
        }
        String sentence = reason instanceof RefusedException
                ? reason.getMessage()
                : "The new parts failed when they were taken: %s.".formatted(reason);
        refused(loop, sentence);
        return sentence;
    }

    /** Says which new parts the run cannot take in the middle. */
    private void refuseBound(TrainingLoop loop, RunParts.Held next) {
        List<PartUse> now = parts.variant().parts();
        List<PartUse> then = next.variant().parts();
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).bound() && !parts.held().origin(now.get(i)).equals(next.origin(then.get(i)))) {
                refused(
                        loop,
                        "The %s %s came anew with bundle %s %s; the run keeps the one that it has learnt with, and a new run takes the new one."
                                .formatted(
                                        now.get(i).kind(),
                                        now.get(i).written(),
                                        next.origin(then.get(i)).bundle(),
                                        next.origin(then.get(i)).version()));
            }
        }
    }

    private void answer(TrainingLoop loop, RequestedSwap request) {
        VariantUse use = null;
        try {
            long start = System.nanoTime();
            PartComposer.Composed composed = composer.compose(
                    parts.variant(), journal.edits().changes(), request.replacements(), request.known());
            use = composed.use();
            RunParts.Held next = RunParts.Held.of(use, use.variant());
            List<Edit> edits = edits(loop, next, Edit.SWAP);
            onTrial = request;
            take(loop, next, composed.changes(), edits);
            tell(
                    PartSwap.State.TAKEN,
                    "Run %s works with %s since step %d (large batch %d); the swap took %.1f s."
                            .formatted(
                                    composer.run(),
                                    edits.stream().map(Edit::by).collect(Collectors.joining(", ")),
                                    loop.position().steps,
                                    loop.position().rounds,
                                    (System.nanoTime() - start) / 1e9));
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            String sentence = refuse(loop, e);
            onTrial = null;
            request.become(PartSwap.State.REFUSED, sentence);
            if (use != null) {
                use.close();
            }
        }
    }

    /** What differs between the parts of now and those of then, wherever the same was replaced by the same. */
    private List<Edit> edits(TrainingLoop loop, RunParts.Held next, String cause) {
        List<PartUse> now = parts.variant().parts();
        List<PartUse> then = next.variant().parts();
        Map<List<String>, Edit> edits = new LinkedHashMap<>();
        for (int i = 0; i < now.size(); i++) {
            PartUse old = now.get(i);
            PartUse by = then.get(i);
            PartOrigin from = parts.held().origin(old);
            PartOrigin to = next.origin(by);
            if (!old.bound() && !(old.written().equals(by.written()) && from.equals(to))) {
                edits.merge(
                        List.of(old.kind(), old.written(), by.written()),
                        new Edit(
                                Instant.now().toString(),
                                loop.position().rounds,
                                loop.position().steps,
                                loop.position().rounds / length.roundsPerEpoch(),
                                old.kind(),
                                List.of(old.place()),
                                old.written(),
                                by.written(),
                                from,
                                to,
                                cause,
                                Edit.ON_TRIAL),
                        Edit::elsewhere);
            }
        }
        return List.copyOf(edits.values());
    }

    private void take(TrainingLoop loop, RunParts.Held next, Map<String, String> changes, List<Edit> edits) {
        long start = System.nanoTime();
        Double effective = evaluator.effectiveClusters(SAMPLE, loop.sessions()).orElse(null);
        CheckpointFile safe = checkpoints.write(loop);
        Map<String, TargetSession> opened = open(next.variant(), edits, safe);
        safe.keepBeforeSwap();
        before = parts.held();
        parts.take(next);
        journal.edits().changed(changes);
        journal.edits().begin(edits, EditLog.Trial.of(edits, effective));
        loop.work(opened);
        loop.surveyNow(opened.keySet());
        checkpoints.write(loop);
        writeRecipe();
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Edit edit : edits) {
            Map<String, Object> details = edit.fields();
            details.put("seconds", seconds);
            journal.event("swapped", details);
        }
    }

    /** Opens strategies that came; one with the id and options of the old one takes over what that knew. */
    private Map<String, TargetSession> open(Variant next, List<Edit> edits, CheckpointFile safe) {
        Map<String, TargetSession> opened = new LinkedHashMap<>();
        for (Edit edit : edits) {
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
        try (NDManager scope = run.host().newSubManager()) {
            safe.session(phase, scope).ifPresent(session::restore);
        } catch (RuntimeException e) {
            session.close();
            throw new RefusedException(
                    "The new strategy of phase %s cannot go on from what the old one knew (%s); the run keeps the old one."
                            .formatted(phase, e.getMessage()),
                    e);
        }
    }

    private void rollBack(TrainingLoop loop, String reason) {
        CheckpointFile safe = CheckpointFile.beforeSwap(checkpoints.folder());
        long failedAt = loop.position().steps;
        RunParts.Held bad = parts.held();
        CheckpointFile.State state = safe.state();
        List<Edit> edits = journal.edits().end(Edit.ROLLED_BACK);
        if (before == null) { // the run was cut while the parts were on trial
            VariantUse use = composer.variants().use(composer.recipe().toString(), state.changes());
            before = RunParts.Held.of(use, use.variant());
        }
        parts.take(before);
        loop.work(Sessions.open(before.variant(), run));
        safe.goBack(run, loop);
        if (before.use() == bad.use()) {
            parts.decline(bad.variant());
        } else {
            bad.use().close();
        }
        before = null;
        journal.takenBack(state.rows());
        journal.edits().changed(state.changes());
        edits.forEach(edit -> journal.edits().mark("rolled back: " + edit.mark()));
        checkpoints.write(loop);
        safe.delete();
        writeRecipe();
        for (Edit edit : edits) {
            Map<String, Object> details = edit.fields();
            details.put("failed_at_step", failedAt);
            details.put("reason", reason);
            journal.event("rolled-back", details);
        }
        tell(
                PartSwap.State.ROLLED_BACK,
                "Run %s went back to step %d and to %s. %s"
                        .formatted(
                                composer.run(),
                                loop.position().steps,
                                edits.stream().map(Edit::old).collect(Collectors.joining(", ")),
                                reason));
        onTrial = null;
    }

    /** Ends the use of what was before the trial that goes on. */
    @Override
    public void close() {
        if (before != null && before.use() != parts.held().use()) {
            before.use().close();
        }
    }

    private void writeRecipe() {
        Path file = checkpoints.folder().resolve("recipe-edited.json");
        if (journal.edits().changes().isEmpty()) {
            new CheckpointFile(file).delete();
        } else {
            composer.variants().write(parts.variant().recipe(), file);
        }
    }

    private void refused(TrainingLoop loop, String reason) {
        journal.event("refused", place(loop, Map.of("reason", reason)));
    }

    private void tell(PartSwap.State state, String sentence) {
        if (onTrial != null) {
            onTrial.become(state, sentence);
        }
    }

    private static Map<String, Object> place(TrainingLoop loop, Map<String, Object> more) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("round", loop.position().rounds);
        details.put("step", loop.position().steps);
        details.putAll(more);
        return details;
    }
}
