package org.clade.api.run;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told what happens in every run, on the run's own thread; register it as a service (whiteboard). */
@ConsumerType
public interface RunListener {

    /**
     * Told of an event.
     *
     * @param event what happened
     */
    void onEvent(RunEvent event);
}
