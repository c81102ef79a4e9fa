package org.clade.run.swap;

import java.nio.file.Path;
import org.clade.api.variant.VariantLease;
import org.clade.run.inference.RunParts;
import org.clade.run.inference.RunScope;
import org.clade.run.inference.Sessions;
import org.clade.run.training.Checkpoint;
import org.clade.run.training.CheckpointFile;
import org.clade.run.training.CheckpointState;
import org.clade.run.training.TrainingLoop;

/** The way back from parts on trial: the parts before them, and the checkpoint of then. */
final class SwapRollback implements AutoCloseable {

    private final RunParts parts;
    private final RunScope run;
    private final PartComposer composer;
    private final Path folder;
    private RunParts.Held before;

    /**
     * The way back of a run.
     *
     * @param parts what it works with
     * @param run the run
     * @param composer makes the variant of then anew, where the run was cut since
     * @param folder the run's folder
     */
    SwapRollback(RunParts parts, RunScope run, PartComposer composer, Path folder) {
        this.parts = parts;
        this.run = run;
        this.composer = composer;
        this.folder = folder;
    }

    /**
     * Keeps what the run works with now, to be gone back to.
     *
     * @param safe the checkpoint of now
     */
    void keep(CheckpointFile safe) {
        safe.keepBeforeSwap();
        before = parts.held();
    }

    /** {@return whether the parts of then are held; a run that was cut since has only their names} */
    boolean holdsParts() {
        return before != null;
    }

    /**
     * Brings the run back.
     *
     * @param loop its loop
     * @return what the checkpoint of then says
     */
    CheckpointState go(TrainingLoop loop) {
        try (Checkpoint safe = Checkpoint.of(CheckpointFile.beforeSwap(folder))) {
            return go(loop, safe);
        }
    }

    private CheckpointState go(TrainingLoop loop, Checkpoint safe) {
        CheckpointState state = safe.state();
        RunParts.Held bad = parts.held();
        if (before == null) {
            VariantLease use = composer.variants().use(composer.recipe().toString(), state.changes());
            before = RunParts.Held.of(use, use.variant());
        }
        parts.take(before);
        loop.work(Sessions.open(before.variant(), run));
        safe.goBack(state, run, loop);
        if (before.use() == bad.use()) {
            parts.decline(bad.variant());
        } else {
            bad.use().close();
        }
        before = null;
        return state;
    }

    /** Nobody will go back any more. */
    void end() {
        CheckpointFile.beforeSwap(folder).delete();
        close();
        before = null;
    }

    /** Ends the use of the parts of then, unless the run still works with it. */
    @Override
    public void close() {
        if (before != null && before.use() != parts.held().use()) {
            before.use().close();
        }
    }
}
