package org.clade.shell.service;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The services for commands. Each call waits for its service for a limited time, because a command may come right after the start. */
public interface Services {

    /**
     * A service.
     *
     * @param <T> its type
     * @param type its type
     * @return the service
     * @throws MissingServiceException if it does not become available
     * @throws InterruptedException if the wait is interrupted
     */
    <T> T get(Class<T> type) throws InterruptedException;

    /**
     * A service of a bundle that may not be there.
     *
     * @param <T> its type
     * @param type its type
     * @return the service, once Clade is ready; empty if no bundle offers it
     * @throws InterruptedException if the wait is interrupted
     */
    default <T> Optional<T> find(Class<T> type) throws InterruptedException {
        return Optional.of(get(type));
    }

    /**
     * Waits until Clade is ready: the jars of the deploy folder are deployed or refused, and all variants whose parts are available are too.
     *
     * @throws MissingServiceException if a condition does not hold in time; the message names it
     * @throws InterruptedException if the wait is interrupted
     */
    void awaitReady() throws InterruptedException;

    /**
     * Waits until Clade is ready, or for a while.
     *
     * @param limit how long to wait for each condition
     * @throws InterruptedException if the wait is interrupted
     */
    void awaitReady(Duration limit) throws InterruptedException;

    /**
     * Looks a name up once Clade is ready.
     *
     * @param <T> what is found
     * @param lookup throws {@link org.clade.api.part.RefusedException} for an unknown name
     * @return what was found
     * @throws MissingServiceException if a condition does not hold in time
     * @throws InterruptedException if the wait is interrupted
     */
    default <T> T whenReady(Supplier<T> lookup) throws InterruptedException {
        awaitReady();
        return lookup.get();
    }

    /** {@return the framework and its bundles} */
    Platform platform();
}
