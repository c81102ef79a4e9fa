package org.clade.run.background;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long work has not moved, as looked at again and again. Time in which nobody could look is not counted but for a second:
 * then the whole process was halted, by Ctrl+Z, a debugger or a machine put to sleep, and the work with it.
 */
final class StallTimer {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long pulse;
    private long looked;
    private long still;

    /**
     * Looks at work.
     *
     * @param lastMoved when it moved last
     * @param now when it is looked at; both as {@link System#nanoTime()} says it
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
