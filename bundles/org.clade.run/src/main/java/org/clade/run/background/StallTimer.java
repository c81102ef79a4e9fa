package org.clade.run.background;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long work has made no progress. A gap of more than a second between two checks counts as one second: the whole
 * process was then suspended, by Ctrl+Z, a debugger or a sleeping machine.
 */
final class StallTimer {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long pulse;
    private long looked;
    private long still;

    /**
     * Checks work.
     *
     * @param lastMoved the time of its last progress
     * @param now the time of this check; both are values of {@link System#nanoTime()}
     * @return the time without progress
     */
    Duration of(long lastMoved, long now) {
        boolean moved = lastMoved != pulse;
        long unseen = Math.min(now - (moved ? lastMoved : looked), LONGEST_NANOS);
        still = moved ? unseen : still + unseen;
        pulse = lastMoved;
        looked = now;
        return Duration.ofNanos(still);
    }
}
