package org.clade.deploy.inspect;

/** Something did not come back in time. */
public final class CheckTimeoutException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Something did not come back.
     *
     * @param seconds how long it was waited for
     * @param place where it was then
     */
    CheckTimeoutException(long seconds, String place) {
        super("was still in %s after %s seconds".formatted(place, seconds));
    }
}
