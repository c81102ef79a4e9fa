package org.clade.deploy.inspect;

/** Thrown when a check exceeds its time limit. */
public final class CheckTimeoutException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * A call exceeded its limit.
     *
     * @param seconds the limit
     * @param place the place of the call at that time
     */
    CheckTimeoutException(long seconds, String place) {
        super("was still in %s after %s seconds".formatted(place, seconds));
    }
}
