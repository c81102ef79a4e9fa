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

    /** Makes room for other output; the next progress is drawn again. */
    default void clear() {}
}
