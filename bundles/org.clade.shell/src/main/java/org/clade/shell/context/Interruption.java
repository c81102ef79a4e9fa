package org.clade.shell.context;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Interrupts a command: the first time by its own action, the second time by an interrupt of its thread. */
public final class Interruption {

    private static final long MILLIS_TO_END = 2000;

    private final Thread thread = Thread.currentThread();
    private Runnable gently;
    private boolean fired;

    /**
     * Sets the action of the first interruption; runs it at once if an interruption has already come.
     *
     * @param stop ends the work without loss
     */
    public void gently(Runnable stop) {
        boolean late;
        synchronized (this) {
            late = fired;
            gently = late ? null : stop;
        }
        if (late) {
            stop.run();
        }
    }

    /** Removes the action of the first interruption. */
    public synchronized void anyhow() {
        gently = null;
    }

    /** Interrupts the command. */
    public void fire() {
        Runnable first;
        synchronized (this) {
            fired = true;
            first = gently;
            gently = null;
        }
        if (first == null) {
            thread.interrupt();
        } else {
            first.run();
        }
    }

    /**
     * Runs work that need not heed an interruption. An interruption is passed on to its thread, which has two seconds to end, so that a native
     * library is not in use when the process ends; then the work is abandoned.
     *
     * @param <T> the work's result
     * @param work the work, which runs on its own thread
     * @return its result
     * @throws Exception from the work
     * @throws InterruptedException if the wait for it is interrupted
     */
    public static <T> T leavable(Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread worker = new Thread(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable failure) { // the command reports any exception
                        result.completeExceptionally(failure);
                    }
                },
                "clade-work");
        worker.setDaemon(true);
        worker.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        worker.start();
        try {
            return result.get();
        } catch (InterruptedException e) {
            worker.interrupt();
            worker.join(MILLIS_TO_END);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }
}
