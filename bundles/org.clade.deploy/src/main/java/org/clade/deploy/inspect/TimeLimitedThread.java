package org.clade.deploy.inspect;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A thread that calls users' code with a time limit. It abandons a call that blocks. */
public final class TimeLimitedThread implements AutoCloseable {

    private static final Runnable END = () -> {};

    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final Thread thread;

    /**
     * A thread.
     *
     * @param name its name
     */
    public TimeLimitedThread(String name) {
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        try {
            for (Runnable next = work.take(); next != END; next = work.take()) {
                next.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Calls something.
     *
     * @param <T> the result's type
     * @param limit how long to wait for it
     * @param call what to call
     * @return its result
     * @throws CheckTimeoutException if it takes longer; the call is interrupted, and the thread cannot be used again
     * @throws ExecutionException if it throws
     * @throws InterruptedException if the wait is interrupted
     */
    public <T> T call(Duration limit, Callable<T> call)
            throws CheckTimeoutException, ExecutionException, InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        work.add(() -> {
            try {
                result.complete(call.call());
            } catch (Throwable e) { // users' code may throw anything
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String place = place(thread.getStackTrace());
            thread.interrupt();
            throw new CheckTimeoutException(limit.toSeconds(), place);
        }
    }

    /** The innermost stack frame outside Java's own classes. */
    private static String place(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
                return "%s.%s (%s:%s)"
                        .formatted(type, frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
            }
        }
        return stack.length == 0 ? "no place" : stack[0].toString();
    }

    /** Ends the thread after its last call. */
    @Override
    public void close() {
        work.add(END);
    }
}
