package org.clade.launcher;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The only way in which Clade ends the process. After the exit code is set, the framework and the shutdown hooks have a limited time.
 * If a thread blocks them for longer, Clade names it and ends the process with that exit code.
 */
final class ProcessExit {
    private final StandardStreams streams;
    private final Duration limit;
    private final IntConsumer exit;
    private final IntConsumer halt;
    private volatile Set<Thread> before = Set.of();
    private volatile Thread exiting;
    private Integer code;

    /**
     * An exit.
     *
     * @param streams standard output and standard error
     * @param limit the time limit for the framework and the shutdown hooks
     * @param exit ends the process after its shutdown hooks
     * @param halt ends the process at once
     */
    ProcessExit(StandardStreams streams, Duration limit, IntConsumer exit, IntConsumer halt) {
        this.streams = streams;
        this.limit = limit;
        this.exit = exit;
        this.halt = halt;
    }

    /** Sets the exit code, if it is not set yet, and starts the time limit. */
    void decide(int exitCode) {
        if (!set(exitCode)) {
            return;
        }
        before = Set.copyOf(Thread.getAllStackTraces().keySet());
        streams.dropErrors();
        Thread watch = new Thread(this::haltAtTheLimit, "clade-exit");
        watch.setDaemon(true);
        watch.start();
    }

    /** Sets the exit code, if it is not set yet, without a time limit. {@return whether it was not set yet} */
    synchronized boolean set(int exitCode) {
        boolean first = code == null;
        if (first) {
            code = exitCode;
        }
        return first;
    }

    /** {@return the exit code, or the given one if none is set} */
    synchronized int code(int otherwise) {
        return code == null ? otherwise : code;
    }

    /** Ends the process with the first exit code that was set. */
    void exit(int exitCode) {
        decide(exitCode);
        streams.flush();
        exiting = Thread.currentThread();
        exit.accept(code(exitCode));
    }

    /** {@return whether a thread is the one that ends the process for Clade} */
    boolean exits(Thread thread) {
        return thread.equals(exiting);
    }

    /** Ends the process at once with the first exit code that was set. */
    void halt(int exitCode) {
        set(exitCode);
        streams.flush();
        halt.accept(code(exitCode));
    }

    private void haltAtTheLimit() {
        try {
            TimeUnit.MILLISECONDS.sleep(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        streams.launcherErr()
                .println("clade: "
                        + BlockingThread.find(before)
                                .map(BlockingThread::description)
                                .orElse("A thread")
                        + " was still busy " + limit.toSeconds()
                        + " s after the command had ended, so Clade ended without waiting for it.");
        halt(ProcessExitCode.FAILED);
    }
}
