package org.clade.launcher;

import java.util.concurrent.TimeUnit;

/** Ends the command as failed if other code than the launcher stops the framework. */
final class FrameworkWatch {
    private static final int NOTICE_SECONDS = 2;

    private final Product product;
    private final Command command;

    private FrameworkWatch(Product product, Command command) {
        this.product = product;
        this.command = command;
    }

    /** {@return a started watch on its own thread} */
    static FrameworkWatch start(Product product, Command command) {
        FrameworkWatch watch = new FrameworkWatch(product, command);
        Thread thread = new Thread(watch::watch, "clade-framework");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** {@return the command's exit code after its end, or that of a failure if the framework stopped earlier} */
    int exitCode() throws LaunchException, InterruptedException {
        try {
            int code = command.await();
            return product.stopCause().isPresent() ? ProcessExitCode.FAILED : code;
        } catch (LaunchException e) {
            if (product.stopCause().isPresent()) {
                return ProcessExitCode.FAILED;
            }
            throw e;
        }
    }

    private void watch() {
        try {
            product.awaitStop();
            if (product.stopCause().isEmpty()) {
                return;
            }
            command.interrupt();
            TimeUnit.SECONDS.sleep(NOTICE_SECONDS);
            command.giveUp(ProcessExitCode.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
