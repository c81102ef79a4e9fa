package org.clade.api.run;

import org.osgi.annotation.versioning.ProviderType;

/** A run of this process. */
@ProviderType
public interface RunHandle extends Job<RunReport> {

    /**
     * Ends training after the current step, as if its time were up: a last evaluation follows, and the run is completed. Without a step so far
     * training goes on to the first one.
     */
    void finish();
}
