package org.clade.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Handles signals. The first one asks the running command to stop and gives it time: a minute after SIGINT, less than ten seconds
 * after SIGTERM, because senders of SIGTERM soon send SIGKILL. The next one ends the process at once. Repetitions within a second
 * count as one, since some senders signal the process and then its group.
 */
final class InterruptHandler {
    /** The system property with the exit code of a signal. */
    static final String EXIT_CODE = "clade.exit.code";

    /** The system property with the way to stop the process: {@code Ctrl-C}, or a command if the process ignores SIGINT. */
    static final String KEY = "clade.interrupt.key";

    private static final String CTRL_C = "Ctrl-C";
    private static final Duration REPETITION = Duration.ofSeconds(1);

    private final PrintStream err;
    private final Duration patience;
    private final Duration termination;
    private final IntConsumer exit;
    private final IntConsumer halt;
    private String key = CTRL_C;
    private Runnable stop;
    private int code;
    private long since;

    /**
     * @param err receives the messages
     * @param patience the time limit for a command to stop after SIGINT
     * @param termination the time limit after SIGTERM and SIGHUP
     * @param exit ends the process when no command runs yet
     * @param halt ends the process at once
     */
    InterruptHandler(PrintStream err, Duration patience, Duration termination, IntConsumer exit, IntConsumer halt) {
        this.err = err;
        this.patience = patience;
        this.termination = termination;
        this.exit = exit;
        this.halt = halt;
    }

    /** Listens to SIGINT, SIGTERM and SIGHUP, and sets {@link #KEY}. */
    void listen() {
        if (!Signals.on("INT", () -> signalled(ProcessExitCode.INTERRUPTED))) {
            key = "kill " + ProcessHandle.current().pid();
        }
        System.setProperty(KEY, key);
        Signals.on("TERM", () -> signalled(ProcessExitCode.TERMINATED));
        Signals.on("HUP", () -> signalled(ProcessExitCode.TERMINATED));
    }

    /** {@return a sentence on how to stop the process, if that is not Ctrl-C} */
    Optional<String> hint() {
        return key.equals(CTRL_C)
                ? Optional.empty()
                : Optional.of("Clade was started in the background and ignores SIGINT; " + key + " stops it.");
    }

    /** Sets the action that asks the running command to stop. */
    void commandRuns(Runnable stopCommand) {
        boolean late;
        synchronized (this) {
            stop = stopCommand;
            late = code != 0;
        }
        if (late) {
            stopCommand.run();
        }
    }

    /** {@return the exit code of a signal, otherwise the command's own} */
    synchronized int exitCode(int ofCommand) {
        return code == 0 ? ofCommand : code;
    }

    void signalled(int asked) {
        Runnable stopCommand;
        synchronized (this) {
            if (code != 0) {
                if (System.nanoTime() - since > REPETITION.toNanos()) {
                    halt.accept(code);
                }
                return;
            }
            code = asked;
            System.setProperty(EXIT_CODE, Integer.toString(asked));
            since = System.nanoTime();
            stopCommand = stop;
        }
        if (stopCommand == null) {
            exit.accept(asked);
            return;
        }
        Duration limit = asked == ProcessExitCode.TERMINATED ? termination : patience;
        Thread watch = new Thread(() -> haltAfter(limit), "clade-interruption");
        watch.setDaemon(true);
        watch.start();
        stopCommand.run();
    }

    private void haltAfter(Duration limit) {
        try {
            Thread.sleep(REPETITION.toMillis());
            err.println("clade: Stopping at the next safe point; " + key + " once more ends at once.");
            Thread.sleep(Math.max(0, limit.minus(REPETITION).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        err.println("clade: The command did not stop within " + limit.toSeconds()
                + " seconds, so Clade ended it; resume continues a run from its last checkpoint.");
        halt.accept(exitCode(ProcessExitCode.FAILED));
    }
}
