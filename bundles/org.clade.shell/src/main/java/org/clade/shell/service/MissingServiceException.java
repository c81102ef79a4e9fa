package org.clade.shell.service;

/** A service that should be there did not come up. */
public final class MissingServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A service is missing.
     *
     * @param type its type
     * @param seconds how long it was waited for
     */
    public MissingServiceException(Class<?> type, long seconds) {
        super("Clade's %s did not come up within %s seconds; the command doctor says which bundles are not active."
                .formatted(type.getSimpleName(), seconds));
    }
}
