package org.clade.run.swap;

import java.nio.file.Path;
import org.clade.api.variant.VariantLease;
import org.clade.run.inference.RunParts;
import org.clade.run.training.BoundaryAction;
import org.clade.run.training.Checkpoint;
import org.clade.run.training.CheckpointFile;

/** Keeps what a run can go back to while parts are on trial: the parts before them, and the checkpoint of that time. */
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
     * Keeps what the run works with now.
     *
     * @param now the checkpoint of now
     */
    void keep(CheckpointFile now) {
        now.keepBeforeSwap();
        before = parts.held();
    }

    /** {@return whether the old parts are held; a run that was resumed since has only their names} */
    boolean holdsParts() {
        return before != null;
    }

    /** {@return the way back} */
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

    /** The run went back: ends the lease of the parts on trial, or does not take them again. */
    void done() {
        if (before.use() == onTrial.use()) {
            parts.decline(onTrial.variant());
        } else {
            onTrial.use().close();
        }
        before = null;
        onTrial = null;
    }

    /** The trial is over, so the run will not go back to this checkpoint any more. */
    void end() {
        CheckpointFile.beforeSwap(folder).delete();
        close();
        before = null;
    }

    /** Ends the lease of the old parts, unless the run still works with it. */
    @Override
    public void close() {
        if (before != null && before.use() != parts.held().use()) {
            before.use().close();
        }
    }
}
