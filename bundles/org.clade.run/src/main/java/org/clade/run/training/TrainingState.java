package org.clade.run.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clade.api.part.RefusedException;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.variant.Phase;
import org.clade.api.variant.PhaseRecipe;
import org.clade.run.inference.RunParts;
import org.clade.run.inference.RunScope;
import org.clade.run.inference.Sessions;
import org.clade.run.progress.BatchIndex;
import org.clade.run.progress.LargeBatch;
import org.clade.run.progress.RunHistory;
import org.clade.run.progress.SwapHistory;
import org.clade.run.progress.TrainingPosition;

/**
 * All state of a run that changes during training: the position, the weights and the optimizer, the loss sums and times, the
 * evaluations and swaps, the target sessions and the large batch in training. It includes the parts, since a checkpoint is only valid with the parts of its time. Other packages read it, and restore it before the loop begins; only the loop
 * changes it.
 */
public final class TrainingState implements AutoCloseable {

    private final RunScope run;
    private final RunParts parts;
    private final RunHistory history;
    private final LargeBatches batches;
    private final Map<String, TargetSession> sessions;
    private TrainingPosition position = TrainingPosition.START;
    private ActiveBatch open;

    /**
     * The initial state of a run. It opens a target session for each phase that has a strategy.
     *
     * @param run has the network, the optimizer, the loss sums and the times
     * @param parts the run's parts
     * @param history has the evaluations and the swaps
     */
    public TrainingState(RunScope run, RunParts parts, RunHistory history) {
        this.run = run;
        this.parts = parts;
        this.history = history;
        this.batches = new LargeBatches(
                parts.variant().recipe().training().phases(), run.images().size(), run.random());
        this.sessions = Sessions.open(parts.variant(), run);
    }

    /** {@return the progress of the run} */
    public TrainingPosition position() {
        return position;
    }

    /** {@return the target sessions by phase; a live view} */
    public Map<String, TargetSession> sessions() {
        return Collections.unmodifiableMap(sessions);
    }

    /** {@return the replaced parts} */
    SwapHistory swaps() {
        return history.swaps();
    }

    /** {@return the run's parts} */
    RunParts parts() {
        return parts;
    }

    /** {@return the run's large batches} */
    LargeBatches batches() {
        return batches;
    }

    /**
     * A large batch with the companions that its phase's session names.
     *
     * @param index its position in the run
     * @return the batch
     */
    LargeBatch batch(BatchIndex index) {
        Phase phase = parts.phases().get(index.phase());
        LargeBatch batch = batches.at(index);
        return phase.targets()
                        .filter(strategy -> strategy.part().companions(strategy.settings()) > 0)
                        .isEmpty()
                ? batch
                : batch.with(sessions.get(phase.recipe().name())
                        .companions(
                                batch.indices(),
                                run.random()
                                        .companions(
                                                batch.epoch(), phase.recipe().name(), batch.batch())));
    }

    /** {@return the current large batch; empty between two} */
    Optional<ActiveBatch> open() {
        return Optional.ofNullable(open);
    }

    /** {@return the phase of the current or next large batch} */
    Phase phase() {
        return parts.phases().get(batches.index(position.rounds()).phase());
    }

    /** Sets the position. */
    void moveTo(TrainingPosition next) {
        position = next;
    }

    /** Starts a large batch, which is closed with this state. */
    void begin(ActiveBatch batch) {
        open = batch;
    }

    /** Ends the current large batch, finished or not, if there is one. */
    void endBatch() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    /**
     * Ends the current large batch and takes other parts.
     *
     * @param others the parts
     * @param opened new target sessions by phase; the replaced ones are closed
     */
    void replace(RunParts.Held others, Map<String, TargetSession> opened) {
        parts.take(others);
        endBatch();
        opened.forEach((phase, session) -> {
            TargetSession before = sessions.put(phase, session);
            if (before != null) {
                before.close();
            }
        });
    }

    /**
     * Returns the current state, between two steps.
     *
     * @param assignments the SHA-256 of {@code assignments.csv}; null if it was not written
     * @param scope holds arrays created for this
     * @return the state
     */
    TrainingSnapshot snapshot(String assignments, NDManager scope) {
        Map<String, NDList> saved = new LinkedHashMap<>();
        sessions.forEach((phase, session) -> saved.put(phase, session.save(scope)));
        return new TrainingSnapshot(
                new CheckpointState(
                        position,
                        open == null ? -1 : open.steps(),
                        open == null ? 0 : open.targets().batch(),
                        run.losses().state(),
                        run.clock().state(),
                        history.rows(),
                        run.images().fingerprint(),
                        history.swaps().state(),
                        position.isEvaluated() ? assignments : null),
                run.network()::save,
                run.optimizer().save(scope),
                saved,
                open == null ? new NDList() : named(open.targets()));
    }

    private static NDList named(Targets targets) {
        NDList arrays = new NDList();
        for (TargetKind kind : targets.kinds()) {
            NDArray array = targets.get(kind);
            array.setName(kind.name());
            arrays.add(array);
        }
        return arrays;
    }

    /**
     * Restores a checkpoint in a new process.
     *
     * @param checkpoint the checkpoint
     * @return its JSON content
     * @throws RefusedException if the images have changed, or the checkpoint does not fit the parts
     */
    public CheckpointState restore(Checkpoint checkpoint) {
        CheckpointState state = checkpoint.state();
        if (state.images() != run.images().fingerprint()) {
            throw new RefusedException(
                    "The images are not those of the run of checkpoint %s; resume the run with the same data."
                            .formatted(checkpoint.file().file()));
        }
        restore(checkpoint, state);
        run.clock().restore(state.clock());
        history.swaps().restore(state.edits());
        return state;
    }

    /** {@return the recipes of the phases} */
    public List<PhaseRecipe> phases() {
        return parts.variant().recipe().training().phases();
    }

    /** {@return the training steps of an epoch, over all phases, at least 1} */
    public long stepsPerEpoch() {
        return batches.stepsPerEpoch();
    }

    /**
     * Takes up the state of another run, whose weights the network has already.
     *
     * @param checkpoint the other run between two large batches
     * @param start the position to start from
     * @param kept the phases whose target sessions take up their state
     * @throws RefusedException if such a state does not fit
     */
    public void fork(Checkpoint checkpoint, TrainingPosition start, Set<String> kept) {
        CheckpointState other = checkpoint.state();
        try (NDManager scope = run.host().newSubManager()) {
            sessions.forEach((phase, session) -> {
                if (kept.contains(phase)) {
                    checkpoint.restoreSession(phase, session, scope);
                }
            });
        }
        run.clock().restore(other.clock());
        history.restoreRows(other.rows());
        position = start;
    }

    /**
     * Goes back to a checkpoint with the parts of that time. The time since then still counts, and the history keeps the tried parts.
     *
     * @param checkpoint the checkpoint
     * @param before the parts
     */
    void rollBack(Checkpoint checkpoint, RunParts.Held before) {
        CheckpointState state = checkpoint.state();
        replace(before, Sessions.open(before.variant(), run));
        restore(checkpoint, state);
        history.swaps().changed(state.changes());
    }

    private void restore(Checkpoint checkpoint, CheckpointState state) {
        checkpoint.restoreNetwork(run.network());
        try (NDManager scope = run.host().newSubManager()) {
            checkpoint.restoreOptimizer(run.optimizer(), scope);
            sessions.forEach((phase, session) -> checkpoint.restoreSession(phase, session, scope));
        }
        run.losses().restore(state.losses());
        history.restoreRows(state.rows());
        position = state.position();
        if (state.openSteps() >= 0) {
            NDManager keeper = run.host().newSubManager();
            open = new ActiveBatch(
                    batch(batches.index(position.rounds())),
                    checkpoint.targets(phase(), state.openImages(), keeper),
                    state.openSteps(),
                    keeper);
        }
    }

    /** Closes the target sessions and the current large batch. */
    @Override
    public void close() {
        endBatch();
        sessions.values().forEach(TargetSession::close);
    }
}
