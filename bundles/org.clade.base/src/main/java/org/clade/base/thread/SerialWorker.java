package org.clade.base.thread;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One daemon thread that does one thing after the other. */
public final class SerialWorker implements AutoCloseable {

    private final ScheduledExecutorService executor;

    /**
     * A worker whose thread starts with the first work.
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
     * Does something as soon as it can, or nothing if the worker is closed.
     *
     * @param work what to do
     */
    public void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            return; // it is closed
        }
    }

    /**
     * Does something again and again, beginning at once. Work that throws is not done again.
     *
     * @param work what to do
     * @param between how long to rest between the end of one time and the beginning of the next
     */
    public void repeat(Runnable work, Duration between) {
        executor.scheduleWithFixedDelay(work, 0, between.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Does something and waits for it.
     *
     * @param <T> the result's type
     * @param work what to do
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

    /** Does what it was given to do once, and then nothing more. */
    @Override
    public void close() {
        executor.shutdown();
    }

    /** Does nothing more, and interrupts what is being done. */
    public void abandon() {
        executor.shutdownNow();
    }
}
