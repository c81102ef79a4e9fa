package org.clade.api.run;

import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs short work with tensors while training in this process pauses, because only one job can record gradients at a time.
 */
@ProviderType
public interface TrainingPause {

    /**
     * Runs work while nothing trains: at once if nothing does, otherwise between two steps; training waits for it.
     *
     * @param <T> the result's type
     * @param work short work
     * @return its result
     * @throws Exception from the work; {@link InterruptedException} if the wait is interrupted
     */
    <T> T during(Callable<T> work) throws Exception;
}
