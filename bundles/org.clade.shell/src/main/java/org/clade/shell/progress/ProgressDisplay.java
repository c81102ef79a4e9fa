package org.clade.shell.progress;

import org.clade.api.run.RunProgress;

/** Shows how far a run is. */
public interface ProgressDisplay {

    /** Shows nothing. */
    ProgressDisplay NONE = progress -> {};

    /**
     * Told several times a second.
     *
     * @param progress how far it is
     */
    void show(RunProgress progress);

    /** Makes room for other output; what is shown next is drawn anew. */
    default void clear() {}
}
