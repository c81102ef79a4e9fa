package org.clade.run.background;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Adds up how long work has not moved. A gap of more than a second between two checks counts as one second: the whole process was
 * halted then, by Ctrl+Z, a debugger or a machine put to sleep, and the work with it.
 */
final class StallTimer {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long pulse;
    private long looked;
    private long still;

    /**
     * Checks work.
     *
     * @param lastMoved when it moved last
     * @param now the time of this check; both as {@link System#nanoTime()} says it
     * @return how long it has not moved
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
