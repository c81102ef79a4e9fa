package org.clade.api.sweep;

import org.osgi.annotation.versioning.ProviderType;

/** Work on a sweep in this process. */
@ProviderType
public interface SweepWorker {

    /**
     * Works until every trial has ended, here or elsewhere, or until a stop. An interrupt of the thread is a stop.
     *
     * @param listener is told what happens
     * @return how far the sweep is
     */
    SweepReport work(SweepListener listener);

    /** Ends this worker's trials, each with a checkpoint, and gives them back; {@link #work} then returns. */
    void stop();
}
