package org.clade.api.run;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Work that was started in the background of this process: a run, a prediction or an evaluation of features.
 *
 * @param <R> what it reports at its end
 */
@ProviderType
public interface Job<R extends JobReport> {

    /** {@return its id; for a run this is data, variant and time, as its folder is named} */
    String id();

    /** {@return the run folder} */
    Path folder();

    /** {@return where it stands} */
    RunState state();

    /** {@return how far it is} */
    RunProgress progress();

    /** Asks it to stop after the present step. A run evaluates and writes what it has learned. */
    void stop();

    /**
     * Waits for its end.
     *
     * @return how it ended
     * @throws InterruptedException if the waiting thread is interrupted; the job goes on
     */
    R await() throws InterruptedException;
}
