package org.clade.shell.service;

import java.util.function.Supplier;

/** The services that commands call. Each is waited for, within bounds, since a command may come right after the start. */
public interface Services {

    /**
     * A service.
     *
     * @param <T> its type
     * @param type its type
     * @return the service
     * @throws MissingServiceException where it does not come up
     * @throws InterruptedException where the wait is interrupted
     */
    <T> T get(Class<T> type) throws InterruptedException;

    /**
     * Waits until nothing more comes up.
     *
     * @throws InterruptedException where the wait is interrupted
     */
    void settle() throws InterruptedException;

    /**
     * Looks a name up; what is refused is looked up once more when nothing more comes up.
     *
     * @param <T> what is found
     * @param lookup throws {@link org.clade.api.part.RefusedException} for what is not there
     * @return what was found
     * @throws InterruptedException where the wait is interrupted
     */
    <T> T patiently(Supplier<T> lookup) throws InterruptedException;

    /** {@return what Clade runs on} */
    Platform platform();
}
