package org.clade.run.background;

import java.util.function.Supplier;
import org.clade.api.part.RefusedException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where runs and evaluations work, one at a time: gradients are recorded for one thing only in a process. The launcher calls it as a
 * {@link Runnable} when the process ends early.
 */
@Component(
        service = {JobExecutor.class, Runnable.class},
        property = "clade.finish:Boolean=true")
public final class JobExecutor implements Runnable {

    private final ComputeLock turns;
    private BackgroundJob<?> latest;

    /** Made by Declarative Services. */
    @Activate
    public JobExecutor(@Reference ComputeLock turns) {
        this.turns = turns;
    }

    /**
     * Begins work on a thread of its own.
     *
     * @param thread the thread's name
     * @param prepare makes what is to be done; not called where the place is taken
     * @return the work
     * @throws RefusedException where something is in work
     */
    public synchronized <J extends BackgroundJob<?>> J begin(String thread, Supplier<J> prepare) {
        if (latest != null && !latest.state().ended()) {
            throw new RefusedException(
                    "%s is running. A process runs one training at a time: wait, stop it, or start a second process."
                            .formatted(latest.id()));
        }
        turns.checkNotLost();
        J work = prepare.get();
        latest = work;
        work.betweenSteps(turns::lend);
        Thread worker = new Thread(turns.held(work), thread);
        worker.setDaemon(true);
        worker.start();
        new StallWatchdog(work, worker, StallTimeouts.configured(), turns).start();
        return work;
    }

    /** Stops what is running and waits until it has written its results. */
    @Override
    public void run() {
        BackgroundJob<?> running;
        synchronized (this) {
            running = latest;
        }
        if (running == null || running.state().ended()) {
            return;
        }
        running.stop();
        try {
            running.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
