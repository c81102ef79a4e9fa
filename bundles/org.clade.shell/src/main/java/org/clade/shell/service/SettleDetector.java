package org.clade.shell.service;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Tells when a system has come up: nothing has changed for a third of the time that coming up took so far, at least three
 * tenths of a second, at most three seconds. Once calm, it is taken to be up for good.
 */
final class SettleDetector {

    private static final long LEAST = 300;
    private static final long MOST = 3000;
    private static final long PATIENCE = 60_000;

    private final LongSupplier clock;
    private final long start;
    private final AtomicLong last;
    private volatile boolean reached;

    /**
     * Starts with restlessness.
     *
     * @param clock milliseconds
     */
    SettleDetector(LongSupplier clock) {
        this.clock = clock;
        this.start = clock.getAsLong();
        this.last = new AtomicLong(start);
    }

    /** Something changed. */
    void disturbed() {
        last.set(clock.getAsLong());
    }

    /** {@return milliseconds until calm is reached if nothing changes; 0 when it is reached} */
    long missing() {
        if (reached) {
            return 0;
        }
        long now = clock.getAsLong();
        long quiet = now - last.get();
        long needed = Math.max(LEAST, Math.min(MOST, (last.get() - start) / 3));
        reached = quiet >= needed || now - start >= PATIENCE;
        return reached ? 0 : needed - quiet;
    }

    /** Waits for calm, a minute after the start at the most. */
    void await() throws InterruptedException {
        for (long wait = missing(); wait > 0; wait = missing()) {
            Thread.sleep(wait);
        }
    }
}
