package org.clade.api.sweep;

import org.osgi.annotation.versioning.ProviderType;

/** Work on a search in this process. */
@ProviderType
public interface TuneWorker {

    /**
     * Works until the search has ended or until a stop.
     *
     * @param listener is told what happens
     * @return what it found
     * @throws org.clade.api.part.RefusedException if no candidate finishes in the time
     */
    TuneReport work(TuneListener listener);

    /** Ends the trainings, each with a checkpoint; {@link #work} then returns. */
    void stop();
}
