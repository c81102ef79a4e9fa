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
 * Long work on a thread of its own: it can be stopped, waited for and asked for its state.
 *
 * @param <R> what it reports at its end
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

    /** Sets what is called at every point where the work may end. */
    final void betweenSteps(Runnable call) {
        betweenSteps = call;
    }

    /** {@return how work ended that was stopped: by the user, or by a signal that ends the process} */
    public static RunOutcome stopped() {
        return Integer.getInteger(EXIT_CODE, 0) == TERMINATED ? RunOutcome.TERMINATED : RunOutcome.STOPPED;
    }

    /** Preparations are over. */
    public final void running() {
        if (!stopWanted) {
            state = RunState.RUNNING;
        }
    }

    /** Asked between two steps and between two inference batches; lends the {@link ComputeLock} there. */
    @Override
    public final void throwIfCanceled() {
        betweenSteps.run();
        pulse = System.nanoTime();
        if (stopWanted || abandoned) {
            throw new RunStoppedException();
        }
    }

    /** {@return when the work last came to a point where it may end, as {@link System#nanoTime} tells it} */
    final long pulse() {
        return pulse;
    }

    /** {@return whether it was asked to stop} */
    final boolean stopWanted() {
        return stopWanted;
    }

    /** {@return whether it was given up while it was blocked} */
    public final boolean abandoned() {
        return abandoned;
    }

    /**
     * The part whose code the work runs.
     *
     * @param stack where the work is, the innermost call first
     * @return the part; empty if the work is in none
     */
    public Optional<FaultyPart> faultyPart(StackTraceElement[] stack) {
        return Optional.empty();
    }

    /** {@return the thread that does the work now: its own, or one that it waits for; called by another thread} */
    public Thread busy(Thread own) {
        return own;
    }

    /** A step has waited long for a part; called by another thread. */
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

    /** The work is over; threads that wait for it go on. */
    public final void ended(R outcome) {
        report = outcome;
        state = outcome.state();
        ended.countDown();
    }
}
