package org.clade.shell.service;

import java.time.Duration;
import java.util.function.Supplier;

/** The services that commands call. Each is waited for, within bounds, since a command may come right after the start. */
public interface Services {

    /**
     * A service.
     *
     * @param <T> its type
     * @param type its type
     * @return the service
     * @throws MissingServiceException if it does not come up
     * @throws InterruptedException if the wait is interrupted
     */
    <T> T get(Class<T> type) throws InterruptedException;

    /**
     * Waits until Clade is ready: the jars of the deploy folder are taken in or refused, and the variants that have their parts are up.
     *
     * @throws MissingServiceException if a condition does not come to hold; it names the condition
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
     * @param lookup throws {@link org.clade.api.part.RefusedException} for what is not there
     * @return what was found
     * @throws MissingServiceException if a condition does not come to hold
     * @throws InterruptedException if the wait is interrupted
     */
    default <T> T whenReady(Supplier<T> lookup) throws InterruptedException {
        awaitReady();
        return lookup.get();
    }

    /** {@return what Clade runs on} */
    Platform platform();
}
