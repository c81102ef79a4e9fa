package org.clade.run.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.variant.Phase;
import org.clade.run.inference.RunParts;
import org.clade.run.inference.RunScope;
import org.clade.run.inference.Sessions;
import org.clade.run.progress.RunHistory;
import org.clade.run.progress.SwapHistory;
import org.clade.run.progress.TrainingPosition;

/**
 * All of a run that changes while it trains: the position, the weights and the optimizer, the loss sums and times, the
 * evaluations and swaps, the target sessions and the large batch in training. Its parts are in it too, as a checkpoint is only
 * good for the parts that it was written with. Other packages read it, and restore it before the loop begins; only the loop
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
     * The state of a run that begins. It opens a target session for each phase that has a strategy.
     *
     * @param run has the network, the optimizer, the loss sums and the times
     * @param parts the run's parts
     * @param history has the evaluations and the swaps
     */
    public TrainingState(RunScope run, RunParts parts, RunHistory history) {
        this.run = run;
        this.parts = parts;
        this.history = history;
        this.batches =
                new LargeBatches(parts.variant().recipe().phases(), run.images().size(), run.random());
        this.sessions = Sessions.open(parts.variant(), run);
    }

    /** {@return how far the run is} */
    public TrainingPosition position() {
        return position;
    }

    /** {@return the target sessions by phase; a view that follows the run} */
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

    /** {@return the large batch in training; empty between two} */
    Optional<ActiveBatch> open() {
        return Optional.ofNullable(open);
    }

    /** {@return the phase of the large batch that is in training or comes next} */
    Phase phase() {
        return parts.phases().get(batches.index(position.rounds()).phase());
    }

    /** Moves the run on. */
    void moveTo(TrainingPosition next) {
        position = next;
    }

    /** A large batch begins its training; it is closed with this. */
    void begin(ActiveBatch batch) {
        open = batch;
    }

    /** Ends the large batch in training, done or not, if there is one. */
    void endBatch() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    /**
     * Ends the large batch in training and takes other parts.
     *
     * @param others the parts
     * @param opened new target sessions by phase; the ones that they replace are closed
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
     * The state as it is now, between two steps.
     *
     * @param assignments the SHA-256 of {@code assignments.csv}; null if it was not written
     * @param scope holds arrays that have to be made for this
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
     * Takes up a checkpoint in a new process.
     *
     * @param checkpoint the checkpoint
     * @return what it says in JSON
     * @throws RefusedException if the images are others, or the checkpoint does not fit the parts
     */
    public CheckpointState restore(Checkpoint checkpoint) {
        CheckpointState state = checkpoint.state();
        if (state.images() != run.images().fingerprint()) {
            throw new RefusedException(
                    "The images are not those that the run of checkpoint %s began with; give it the same data."
                            .formatted(checkpoint.file().file()));
        }
        restore(checkpoint, state);
        run.clock().restore(state.clock());
        history.swaps().restore(state.edits());
        return state;
    }

    /**
     * Goes back to a checkpoint with the parts of that time. The time since then still counts, and the history keeps the parts
     * that were tried.
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
                    batches.at(batches.index(position.rounds())),
                    checkpoint.targets(phase(), state.openImages(), keeper),
                    state.openSteps(),
                    keeper);
        }
    }

    /** Closes the target sessions and the large batch in training. */
    @Override
    public void close() {
        endBatch();
        sessions.values().forEach(TargetSession::close);
    }
}
