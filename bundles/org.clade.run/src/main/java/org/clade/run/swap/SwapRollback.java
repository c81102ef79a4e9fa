package org.clade.run.swap;

import java.nio.file.Path;
import org.clade.api.variant.VariantLease;
import org.clade.run.inference.RunParts;
import org.clade.run.training.BoundaryAction;
import org.clade.run.training.Checkpoint;
import org.clade.run.training.CheckpointFile;

/** Keeps what a run needs for a rollback while parts are on trial: the parts before them, and the checkpoint of that time. */
final class SwapRollback implements AutoCloseable {

    private final RunParts parts;
    private final PartComposer composer;
    private final Path folder;
    private RunParts.Held before;
    private RunParts.Held onTrial;

    SwapRollback(RunParts parts, PartComposer composer, Path folder) {
        this.parts = parts;
        this.composer = composer;
        this.folder = folder;
    }

    /**
     * Keeps the current parts of the run.
     *
     * @param now the current checkpoint
     */
    void keep(CheckpointFile now) {
        now.keepBeforeSwap();
        before = parts.held();
    }

    /** {@return whether the old parts are held; a run resumed since then has only their names} */
    boolean holdsParts() {
        return before != null;
    }

    /** {@return the rollback} */
    BoundaryAction.RollBackTo action() {
        CheckpointFile file = CheckpointFile.beforeSwap(folder);
        if (before == null) {
            try (Checkpoint checkpoint = Checkpoint.of(file)) {
                VariantLease lease = composer.variants()
                        .use(composer.recipe().toString(), checkpoint.state().changes());
                before = RunParts.Held.of(lease, lease.variant());
            }
        }
        if (parts.held() != before) {
            onTrial = parts.held();
        }
        return new BoundaryAction.RollBackTo(file, before);
    }

    /** Called after a rollback: ends the lease of the parts on trial, or declines them from now on. */
    void done() {
        if (before.use() == onTrial.use()) {
            parts.decline(onTrial.variant());
        } else {
            onTrial.use().close();
        }
        before = null;
        onTrial = null;
    }

    /** Called after the trial: the run no longer needs this checkpoint. */
    void end() {
        CheckpointFile.beforeSwap(folder).delete();
        close();
        before = null;
    }

    /** Ends the lease of the old parts, unless the run still uses them. */
    @Override
    public void close() {
        if (before != null && before.use() != parts.held().use()) {
            before.use().close();
        }
    }
}
