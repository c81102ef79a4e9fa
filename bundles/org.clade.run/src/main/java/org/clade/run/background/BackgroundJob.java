package org.clade.run.background;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.clade.api.run.Job;
import org.clade.api.run.JobReport;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunState;
import org.clade.run.support.CancellationToken;
import org.clade.run.support.RunStoppedException;

/**
 * A long job on its own thread; callers can stop it, wait for it and read its state.
 *
 * @param <R> the type of its report
 */
public abstract class BackgroundJob<R extends JobReport> implements Job<R>, Runnable, CancellationToken {

    /** Set by the launcher if a signal ends the process. */
    private static final String EXIT_CODE = "clade.exit.code";

    private static final int TERMINATED = 143;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Runnable betweenSteps = () -> {};
    private volatile long pulse = System.nanoTime();
    private volatile boolean abandoned;
    private volatile boolean stopWanted;
    private volatile RunState state = RunState.PREPARING;
    private volatile R report;

    @Override
    public final RunState state() {
        return state;
    }

    @Override
    public final void stop() {
        stopWanted = true;
        if (!state.ended()) {
            state = RunState.STOPPING;
        }
    }

    @Override
    public final R await() throws InterruptedException {
        ended.await();
        return report;
    }

    /** Sets the token that the work asks at every point where it may end. */
    final void betweenSteps(Runnable call) {
        betweenSteps = call;
    }

    /** {@return the outcome of stopped work: stopped by the user, or by a signal that ends the process} */
    public static RunOutcome stopped() {
        return Integer.getInteger(EXIT_CODE, 0) == TERMINATED ? RunOutcome.TERMINATED : RunOutcome.STOPPED;
    }

    /** Ends the preparations. */
    public final void running() {
        if (!stopWanted) {
            state = RunState.RUNNING;
        }
    }

    /** Called between two steps and between two inference batches; lends the {@link ComputeLock} there. */
    @Override
    public final void throwIfCanceled() {
        betweenSteps.run();
        pulse = System.nanoTime();
        if (stopWanted || abandoned) {
            throw new RunStoppedException();
        }
    }

    /** {@return the {@link System#nanoTime} at which the work last reached a point where it may end} */
    final long pulse() {
        return pulse;
    }

    /** {@return whether a stop was requested} */
    final boolean stopWanted() {
        return stopWanted;
    }

    /** {@return whether the watchdog gave it up while it was blocked} */
    public final boolean abandoned() {
        return abandoned;
    }

    /**
     * The part whose code the work runs.
     *
     * @param stack the stack trace of the work, the innermost call first
     * @return the part; empty if the work is in none
     */
    public Optional<FaultyPart> faultyPart(StackTraceElement[] stack) {
        return Optional.empty();
    }

    /** {@return the thread that does the work now: its own, or one that it waits for; called by another thread} */
    public Thread busy(Thread own) {
        return own;
    }

    /** Reports that a step has waited long for a part; called by another thread. */
    public void blocked(FaultyPart faulty, Duration still) {}

    /**
     * Gives the work up although its thread is blocked; called by another thread. If that thread wakes up, it ends at the next
     * point where it may.
     *
     * @param sentence why
     */
    public void abandon(String sentence) {
        abandoned = true;
    }

    /** Ends the work and releases threads that wait for it. */
    public final void ended(R outcome) {
        report = outcome;
        state = outcome.state();
        ended.countDown();
    }
}
