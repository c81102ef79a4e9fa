package org.clade.base.thread;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One daemon thread that runs work one after the other. */
public final class SerialWorker implements AutoCloseable {

    private final ScheduledExecutorService executor;

    /**
     * Creates a worker whose thread starts with the first work.
     *
     * @param name the thread's name
     */
    public SerialWorker(String name) {
        executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs work as soon as possible, or ignores it if the worker is closed.
     *
     * @param work the work
     */
    public void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            return; // it is closed
        }
    }

    /**
     * Runs work repeatedly, starting at once. It stops after an exception.
     *
     * @param work the work
     * @param between the pause between the end of one run and the start of the next
     */
    public void repeat(Runnable work, Duration between) {
        executor.scheduleWithFixedDelay(work, 0, between.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Runs work and waits for it.
     *
     * @param <T> the result's type
     * @param work the work
     * @return its result
     * @throws InterruptedException if the wait or the work is interrupted
     */
    public <T> T call(Callable<T> work) throws InterruptedException {
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

    /** Completes the submitted work, then ends. */
    @Override
    public void close() {
        executor.shutdown();
    }

    /** Ends and interrupts the current work. */
    public void abandon() {
        executor.shutdownNow();
    }
}
