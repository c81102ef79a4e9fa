package org.clade.run.background;

import java.util.function.Supplier;
import org.clade.api.part.RefusedException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs jobs on their own threads, one at a time, since a process records gradients for one job only. The launcher calls it as a
 * {@link Runnable} when the process ends early.
 */
@Component(
        service = {JobExecutor.class, Runnable.class},
        property = "clade.finish:Boolean=true")
public final class JobExecutor implements Runnable {

    private final ComputeLock lock;
    private BackgroundJob<?> latest;

    /** Made by Declarative Services. */
    @Activate
    public JobExecutor(@Reference ComputeLock lock) {
        this.lock = lock;
    }

    /**
     * Starts a job on its own thread.
     *
     * @param thread the thread's name
     * @param prepare creates the job; not called if another one runs
     * @return the job
     * @throws RefusedException if another job runs
     */
    public synchronized <J extends BackgroundJob<?>> J begin(String thread, Supplier<J> prepare) {
        if (latest != null && !latest.state().ended()) {
            throw new RefusedException(
                    "%s is running. A process runs one training at a time: wait, stop it, or start a second process."
                            .formatted(latest.id()));
        }
        lock.checkNotLost();
        J work = prepare.get();
        latest = work;
        work.betweenSteps(lock::lend);
        Thread worker = new Thread(lock.held(work), thread);
        worker.setDaemon(true);
        worker.start();
        new StallWatchdog(work, worker, StallTimeouts.configured(), lock).start();
        return work;
    }

    /** Stops the active job and waits until it has written its results. */
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
