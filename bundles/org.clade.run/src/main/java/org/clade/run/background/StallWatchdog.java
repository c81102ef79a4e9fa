package org.clade.run.background;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after work whose steps call code of strangers: says which part a step is waiting for, and gives the work up when it
 * waits for too long. Java cannot stop a thread, so what is given up is left behind; the rest of Clade goes on.
 */
final class StallWatchdog implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger("run");
    private static final long LOOK_MILLIS = 200;
    private static final long GRACE_MILLIS = 2000;

    private final BackgroundJob<?> work;
    private final Thread worker;
    private final StallTimeouts limits;
    private final ComputeLock turns;
    private final StallTimer stillness = new StallTimer();
    private long told;

    /**
     * A watch.
     *
     * @param work what is watched
     * @param worker the thread that does it
     * @param limits how long a step may wait for a part
     * @param turns told when the worker is lost
     */
    StallWatchdog(BackgroundJob<?> work, Thread worker, StallTimeouts limits, ComputeLock turns) {
        this.work = work;
        this.worker = worker;
        this.limits = limits;
        this.turns = turns;
    }

    /** Begins to watch. */
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
        Duration still = stillness.of(pulse, System.nanoTime());
        boolean stopping = work.stopWanted();
        if (still.compareTo(limits.tell()) < 0 && !stopping) {
            return;
        }
        Thread busy = work.busy(worker);
        Optional<FaultyPart> culprit = work.culprit(busy.getStackTrace());
        if (culprit.isEmpty()) {
            return;
        }
        if (told != pulse && still.compareTo(limits.tell()) >= 0) {
            told = pulse;
            work.blocked(culprit.get(), still);
            LOG.warn(
                    "{} has waited for the {} for {} seconds, in {}; it goes on waiting, stop ends it.",
                    work.id(),
                    culprit.get().name(),
                    still.toSeconds(),
                    culprit.get().place());
        }
        boolean computing = busy.getState() == Thread.State.RUNNABLE;
        Duration patience = stopping && !computing ? limits.stop() : limits.giveUp();
        if (still.compareTo(patience) >= 0) {
            giveUp(busy, pulse, culprit.get(), still);
        }
    }

    private void giveUp(Thread busy, long pulse, FaultyPart culprit, Duration still) throws InterruptedException {
        busy.interrupt();
        for (long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS); System.nanoTime() < end; ) {
            if (!worker.isAlive() || work.state().ended() || work.pulse() != pulse) {
                return; // it woke up, and ends or goes on by itself
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS / 10);
        }
        String sentence =
                "The run was given up: the %s did not come back for %s seconds, in %s; its last checkpoint is kept, and resume goes on from there in another Clade."
                        .formatted(culprit.name(), still.toSeconds(), culprit.place());
        turns.lost(
                worker,
                "%s was given up in the %s, which still blocks; nothing else can train in this process, so start Clade anew."
                        .formatted(work.id(), culprit.name()));
        work.abandon(sentence);
    }
}
