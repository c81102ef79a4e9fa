package org.clade.api.run;

import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Lets short work with tensors take its turn with what trains in this process: gradients are recorded for one thing at a
 * time.
 */
@ProviderType
public interface TrainingPause {

    /**
     * Does work while nothing trains: at once where nothing does, otherwise between two steps, for as long as which the
     * training waits.
     *
     * @param <T> the result's type
     * @param work short work
     * @return its result
     * @throws Exception what the work throws; {@link InterruptedException} where the wait is interrupted
     */
    <T> T during(Callable<T> work) throws Exception;
}
