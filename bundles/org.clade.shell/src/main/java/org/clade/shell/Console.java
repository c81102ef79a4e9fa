package org.clade.shell;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress and errors
 * @param screen what {@code err} is shown on
 */
public record Console(PrintStream out, PrintStream err, Screen screen) {

    private static final int NARROW = 80;
    private static final int WIDE = 120;

    /** {@return how wide a table may be: what the terminal has, between 80 and 120 columns} */
    public int width() {
        int width = screen.terminal() ? screen.width() : 0;
        return width == 0 ? WIDE : Math.max(NARROW, Math.min(WIDE, width));
    }
}
