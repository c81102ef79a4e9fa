package org.clade.run.background;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a job whose steps call parts: names the part that a step waits for, and gives the job up if it waits too long. Java
 * cannot stop a thread, so the thread of such a job remains; the rest of Clade continues.
 */
final class StallWatchdog implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger("run");
    private static final long LOOK_MILLIS = 200;
    private static final long GRACE_MILLIS = 2000;

    private final BackgroundJob<?> work;
    private final Thread worker;
    private final StallTimeouts timeouts;
    private final ComputeLock lock;
    private final StallTimer stallTimer = new StallTimer();
    private long reported;

    StallWatchdog(BackgroundJob<?> work, Thread worker, StallTimeouts timeouts, ComputeLock lock) {
        this.work = work;
        this.worker = worker;
        this.timeouts = timeouts;
        this.lock = lock;
    }

    /** Starts watching. */
    void start() {
        Thread thread = new Thread(this, worker.getName() + "-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (worker.isAlive() && !work.state().ended()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        long pulse = work.pulse();
        Duration still = stallTimer.of(pulse, System.nanoTime());
        boolean stopping = work.stopWanted();
        if (still.compareTo(timeouts.tell()) < 0 && !stopping) {
            return;
        }
        Thread busy = work.busy(worker);
        Optional<FaultyPart> faulty = work.faultyPart(busy.getStackTrace());
        if (faulty.isEmpty()) {
            return;
        }
        if (reported != pulse && still.compareTo(timeouts.tell()) >= 0) {
            reported = pulse;
            work.blocked(faulty.get(), still);
            LOG.warn(
                    "{} has waited for the {} for {} seconds, in {}; it still waits, and stop ends it.",
                    work.id(),
                    faulty.get().name(),
                    still.toSeconds(),
                    faulty.get().place());
        }
        boolean computing = busy.getState() == Thread.State.RUNNABLE;
        Duration patience = stopping && !computing ? timeouts.stop() : timeouts.giveUp();
        if (still.compareTo(patience) >= 0) {
            giveUp(busy, pulse, faulty.get(), still);
        }
    }

    private void giveUp(Thread busy, long pulse, FaultyPart faulty, Duration still) throws InterruptedException {
        busy.interrupt();
        for (long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS); System.nanoTime() < end; ) {
            if (!worker.isAlive() || work.state().ended() || work.pulse() != pulse) {
                return; // it woke up, and ends or continues by itself
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS / 10);
        }
        String sentence =
                "The run was given up: the %s did not return for %s seconds, in %s; restart Clade and resume the run from its last checkpoint."
                        .formatted(faulty.name(), still.toSeconds(), faulty.place());
        lock.lost(
                worker,
                "%s was given up in the %s, which still blocks; this process cannot train any more, so restart Clade."
                        .formatted(work.id(), faulty.name()));
        work.abandon(sentence);
    }
}
