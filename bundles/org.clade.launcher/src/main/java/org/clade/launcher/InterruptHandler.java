package org.clade.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * What a signal does: the first one asks the running command to stop and gives it time, a minute to a person's SIGINT and less than
 * ten seconds to SIGTERM, as those who send it kill soon; the next one ends the process at once.
 * Repetitions within a second count as one, since some senders signal the process and then its group.
 */
final class InterruptHandler {
    /** The system property that holds the exit code that a signal asked for. */
    static final String EXIT_CODE = "clade.exit.code";

    /** The system property that says how a person stops what runs: {@code Ctrl-C}, or a command where SIGINT is ignored. */
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
     * @param err where the user is told
     * @param patience how long a command may take to stop after SIGINT
     * @param termination how long it may take after SIGTERM and SIGHUP
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

    /** Listens to SIGINT, SIGTERM and SIGHUP, and notes which of them stops the process for {@link #KEY}. */
    void listen() {
        if (!Signals.on("INT", () -> signalled(ProcessExitCode.INTERRUPTED))) {
            key = "kill " + ProcessHandle.current().pid();
        }
        System.setProperty(KEY, key);
        Signals.on("TERM", () -> signalled(ProcessExitCode.TERMINATED));
        Signals.on("HUP", () -> signalled(ProcessExitCode.TERMINATED));
    }

    /** {@return how a person stops what runs, where that is not Ctrl-C, as a sentence} */
    Optional<String> hint() {
        return key.equals(CTRL_C)
                ? Optional.empty()
                : Optional.of("Clade was started in the background and ignores SIGINT; " + key + " stops it.");
    }

    /** Says how the command that now runs is asked to stop. */
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

    /** {@return the exit code that a signal asks for, otherwise the command's own} */
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
                + " seconds and was ended; a run goes on from its last checkpoint with resume.");
        halt.accept(exitCode(ProcessExitCode.FAILED));
    }
}
