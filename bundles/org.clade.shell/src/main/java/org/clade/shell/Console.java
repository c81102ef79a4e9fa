package org.clade.shell;

import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress and errors
 * @param screen what {@code err} is shown on
 * @param later for a line when the command has long ended; nobody may be there to read it
 */
public record Console(PrintStream out, PrintStream err, Screen screen, Consumer<String> later) {

    private static final int NARROW = 80;
    private static final int WIDE = 120;

    /**
     * For a command that ends before anything is said.
     *
     * @param out results
     * @param err progress and errors
     * @param screen what {@code err} is shown on
     */
    public Console(PrintStream out, PrintStream err, Screen screen) {
        this(out, err, screen, line -> {});
    }

    /** {@return how wide a table may be: what the terminal has, between 80 and 120 columns} */
    public int width() {
        int width = screen.terminal() ? screen.width() : 0;
        return width == 0 ? WIDE : Math.max(NARROW, Math.min(WIDE, width));
    }
}
