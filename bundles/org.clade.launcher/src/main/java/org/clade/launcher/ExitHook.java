package org.clade.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The launcher's shutdown hook. If code in the framework ends the process, the hook names the code, lets an active training write
 * its results, and ends the process as failed: the exit code of that code, often 0, would mean that the command was successful.
 */
final class ExitHook implements Runnable {
    private static final Duration NAMING = Duration.ofSeconds(3);

    private final ProcessExit exit;
    private final PrintStream err;
    private final Supplier<Optional<Product>> product;
    private final Runnable discard;
    private final Duration patience;

    /**
     * A hook.
     *
     * @param exit knows whether Clade itself ends the process
     * @param err receives the messages
     * @param product the product, once it has started
     * @param discard deletes temporary data
     * @param patience the time limit for runs to stop
     */
    ExitHook(
            ProcessExit exit,
            PrintStream err,
            Supplier<Optional<Product>> product,
            Runnable discard,
            Duration patience) {
        this.exit = exit;
        this.err = err;
        this.product = product;
        this.discard = discard;
        this.patience = patience;
    }

    @Override
    public void run() {
        Optional<ExitingThread> thread = ExitingThread.find();
        boolean foreign = thread.isPresent()
                && !exit.exits(thread.get().thread())
                && !thread.get().ofSignal();
        if (foreign) {
            exit.set(ProcessExitCode.FAILED); // before the training stops and its command ends with another code
            say(thread.get());
            limited(patience, () -> {
                product.get().ifPresent(Product::finish);
                return true;
            });
        }
        discard.run();
        if (foreign) {
            exit.halt(ProcessExitCode.FAILED);
        }
    }

    private void say(ExitingThread thread) {
        String call = "called System.exit (" + thread.caller() + ")";
        String sentence = limited(NAMING, () -> product.get()
                        .map(running -> running.endedBy(call, thread.stack()))
                        .orElse(""))
                .orElse("");
        err.println("clade: " + (sentence.isEmpty() ? "Code in Clade " + call + "." : sentence));
    }

    private static <T> Optional<T> limited(Duration limit, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (Throwable e) { // the framework may be in any state
                        result.completeExceptionally(e);
                    }
                },
                "clade-end");
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.ofNullable(result.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
