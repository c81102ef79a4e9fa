package org.clade.api.sweep;

import org.osgi.annotation.versioning.ProviderType;

/** Work on a sweep in this process. */
@ProviderType
public interface SweepWorker {

    /**
     * Works until every trial has ended, here or elsewhere, or until a stop.
     *
     * @param listener is told what happens
     * @return how far the sweep is
     * @throws InterruptedException if the thread is interrupted; the trials of this worker end, and others may take them
     */
    SweepReport work(SweepListener listener) throws InterruptedException;

    /** Ends this worker's trials, each with a checkpoint, and gives them back; {@link #work} then returns. */
    void stop();
}
