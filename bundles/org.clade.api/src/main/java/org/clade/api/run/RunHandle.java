package org.clade.api.run;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** A run that was started in this process. */
@ProviderType
public interface RunHandle {

    /** {@return its id: data, variant and time, as its folder is named} */
    String id();

    /** {@return the run folder} */
    Path folder();

    /** {@return where it stands} */
    RunState state();

    /** {@return how far it is} */
    RunProgress progress();

    /** Asks it to stop after the present step; what was learnt is evaluated and written. */
    void stop();

    /**
     * Waits for its end.
     *
     * @return how it ended
     * @throws InterruptedException where the waiting thread is interrupted; the run goes on
     */
    RunReport await() throws InterruptedException;
}
