package org.clade.shell.progress;

import org.clade.api.run.RunProgress;

/** Shows the progress of a run. */
public interface ProgressDisplay {

    /** Shows nothing. */
    ProgressDisplay NONE = progress -> {};

    /**
     * Called several times a second.
     *
     * @param progress its progress
     */
    void show(RunProgress progress);

    /** Clears the display for other output; the next call draws it again. */
    default void clear() {}
}
