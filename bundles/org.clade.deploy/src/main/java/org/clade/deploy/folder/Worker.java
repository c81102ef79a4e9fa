package org.clade.deploy.folder;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The one thread on which jars come and go, one after the other. */
final class Worker implements AutoCloseable {

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "clade-deploy");
        thread.setDaemon(true);
        return thread;
    });

    /** Does something as soon as it can. */
    void execute(Runnable work) {
        executor.execute(work);
    }

    /** Does something again and again. */
    void repeat(Runnable work, long millisBetween) {
        executor.scheduleWithFixedDelay(work, 0, millisBetween, TimeUnit.MILLISECONDS);
    }

    /**
     * Does something and waits for it.
     *
     * @param <T> the result's type
     * @param work what to do
     * @return its result
     * @throws InterruptedException where the wait or the work is interrupted
     */
    <T> T call(Callable<T> work) throws InterruptedException {
        try {
            return executor.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Does nothing more, and interrupts what is being done. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
