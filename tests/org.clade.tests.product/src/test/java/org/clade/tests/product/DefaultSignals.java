package org.clade.tests.product;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a program as in a user's terminal, where SIGINT interrupts it. A program that a script starts in the background, such as
 * {@code ./mvnw verify &}, ignores SIGINT, and so do its child processes: a test's signal would have no effect.
 */
final class DefaultSignals {
    /** The program {@code env} of GNU coreutils 8.31 or later. */
    private static final List<String> RESTORE = List.of("env", "--default-signal=INT");

    private static final boolean AVAILABLE = available();

    private DefaultSignals() {}

    /** {@return the command with this program before it, if the system has it; the process id is the same} */
    static List<String> of(List<String> command) {
        List<String> whole = new ArrayList<>(AVAILABLE ? RESTORE : List.of());
        whole.addAll(command);
        return whole;
    }

    private static boolean available() {
        List<String> probe = new ArrayList<>(RESTORE);
        probe.add("true");
        try {
            return new ProcessBuilder(probe)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
