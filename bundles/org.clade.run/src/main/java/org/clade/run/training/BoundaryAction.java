package org.clade.run.training;

import java.util.Map;
import org.clade.api.target.TargetSession;
import org.clade.run.inference.RunParts;

/** The next action of a run between two large batches. The loop applies it. */
public sealed interface BoundaryAction {

    /** Train the next large batch. */
    record Continue() implements BoundaryAction {}

    /** End training. */
    record Finish() implements BoundaryAction {}

    /**
     * Take other parts, and decide again.
     *
     * @param parts the parts
     * @param sessions new target sessions, by phase; the loop closes the ones that they replace
     */
    record ReplaceParts(RunParts.Held parts, Map<String, TargetSession> sessions) implements BoundaryAction {}

    /**
     * Go back to a checkpoint, and decide again.
     *
     * @param checkpoint its file
     * @param parts the parts of that time
     */
    record RollBackTo(CheckpointFile checkpoint, RunParts.Held parts) implements BoundaryAction {}
}
