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

    /** {@return its id; for a run data, variant and time, like the name of its folder} */
    String id();

    /** {@return the run folder} */
    Path folder();

    /** {@return its state} */
    RunState state();

    /** {@return its progress} */
    RunProgress progress();

    /** Asks it to stop after the current step. A run still evaluates and writes its results. */
    void stop();

    /**
     * Waits for its end.
     *
     * @return how it ended
     * @throws InterruptedException if the waiting thread is interrupted; the job goes on
     */
    R await() throws InterruptedException;
}
