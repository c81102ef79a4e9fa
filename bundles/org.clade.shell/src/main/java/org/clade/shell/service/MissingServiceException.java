package org.clade.shell.service;

import java.time.Duration;

/** Thrown when a service does not become available in time. */
public final class MissingServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A service is missing.
     *
     * @param type its type
     * @param limit the longest wait
     */
    public MissingServiceException(Class<?> type, Duration limit) {
        super(
                "Clade's %s did not become available within %s seconds; the command doctor says which bundles are not active."
                        .formatted(type.getSimpleName(), limit.toSeconds()));
    }

    /**
     * A condition does not hold.
     *
     * @param condition its id
     * @param limit the longest wait
     */
    public MissingServiceException(String condition, Duration limit) {
        super(
                "Clade is not ready: the condition %s did not hold within %s seconds; the command doctor says what is wrong."
                        .formatted(condition, limit.toSeconds()));
    }
}
