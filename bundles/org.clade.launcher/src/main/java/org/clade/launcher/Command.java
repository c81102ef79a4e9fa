package org.clade.launcher;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** The command (or shell) of this process, on its own thread. */
final class Command {
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread thread;

    Command(ToIntFunction<String[]> main, String[] arguments) {
        thread = new Thread(() -> run(main, arguments), "clade");
    }

    private void run(ToIntFunction<String[]> main, String[] arguments) {
        try {
            exitCode.complete(main.applyAsInt(arguments));
        } catch (Throwable failure) { // an Error, too, must end the process with an exit code
            exitCode.completeExceptionally(failure);
        }
    }

    void start() {
        thread.start();
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Ends the wait for the command, unless it has ended already. */
    void giveUp(int code) {
        exitCode.complete(code);
    }

    /** Runs an action on its own thread if the command runs longer than a time. */
    void whenItTakesLongerThan(Duration time, Runnable action) {
        exitCode.thenApply(code -> true)
                .completeOnTimeout(false, time.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(ended -> {
                    if (!ended) {
                        action.run();
                    }
                });
    }

    /** {@return the command's exit code after its end} */
    int await() throws LaunchException, InterruptedException {
        try {
            return exitCode.get();
        } catch (ExecutionException e) {
            Throwable failure = e.getCause();
            String reason = failure.getMessage() == null ? "" : ": " + failure.getMessage();
            throw new LaunchException(
                    "The command failed (" + failure.getClass().getSimpleName() + reason + "); --debug shows where.",
                    failure);
        }
    }
}
