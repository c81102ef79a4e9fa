package org.clade.shell.context;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** How a running command is interrupted: by what it asked for first, the second time by interrupting its thread. */
public final class Interruption {

    private final Thread thread = Thread.currentThread();
    private Runnable gently;
    private boolean fired;

    /**
     * Says what an interruption shall do first; if there has been one already, that is done at once.
     *
     * @param stop brings the work to an end that loses nothing
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

    /** Forgets what an interruption shall do first. */
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
     * Does work that itself cannot be interrupted; an interruption leaves it behind.
     *
     * @param <T> the work's result
     * @param work what to do, on a thread of its own
     * @return its result
     * @throws Exception what the work threw
     * @throws InterruptedException if the wait for it was interrupted
     */
    public static <T> T leavable(Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread worker = new Thread(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable failure) { // whatever it is, the command says so
                        result.completeExceptionally(failure);
                    }
                },
                "clade-work");
        worker.setDaemon(true);
        worker.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        worker.start();
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }
}
