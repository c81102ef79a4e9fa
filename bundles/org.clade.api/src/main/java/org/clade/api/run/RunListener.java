package org.clade.api.run;

import org.osgi.annotation.versioning.ConsumerType;

/** Receives the events of every run, on the run's own thread; register it as a service (whiteboard). */
@ConsumerType
public interface RunListener {

    /**
     * Called for each event.
     *
     * @param event what happened
     */
    void onEvent(RunEvent event);
}
