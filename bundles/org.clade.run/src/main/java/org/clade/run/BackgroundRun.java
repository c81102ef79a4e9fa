package org.clade.run;

import java.util.concurrent.CountDownLatch;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunState;

/** Long work on a thread of its own: it can be stopped, waited for and asked for its state. */
abstract sealed class BackgroundRun implements RunHandle, Runnable permits TrainingRun, FeatureEvaluation {

    /** Set by the launcher where a signal ends the process. */
    private static final String EXIT_CODE = "clade.exit.code";

    private static final int INTERRUPTED = 130;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Runnable betweenSteps = () -> {};
    private volatile boolean stopWanted;
    private volatile RunState state = RunState.PREPARING;
    private volatile RunReport report;

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
    public final RunReport await() throws InterruptedException {
        ended.await();
        return report;
    }

    /** Says what is to be called at every point where the work may be cut. */
    final void betweenSteps(Runnable call) {
        betweenSteps = call;
    }

    /** {@return the exit code of work that was stopped: that of the signal, if there was one} */
    static int stopped() {
        return Integer.getInteger(EXIT_CODE, INTERRUPTED);
    }

    /** Preparations are over. */
    final void running() {
        if (!stopWanted) {
            state = RunState.RUNNING;
        }
    }

    /**
     * Called at every point where the work may be cut.
     *
     * @throws RunStopped where a stop was asked for
     */
    final void checkStop() {
        betweenSteps.run();
        if (stopWanted) {
            throw new RunStopped();
        }
    }

    /** The work is over; whoever waits goes on. */
    final void ended(RunReport outcome) {
        report = outcome;
        state = outcome.state();
        ended.countDown();
    }
}
