package org.clade.shell.context;

import java.io.PrintStream;
import java.util.function.Consumer;
import org.clade.shell.render.Visible;

/**
 * Where a command writes. Characters that a terminal would obey are made visible here, whatever is printed.
 *
 * @param out results
 * @param err progress and errors
 * @param page what {@code out} is shown on
 * @param screen what {@code err} is shown on
 * @param later takes a line after the command has ended
 */
public record Console(VisibleStream out, VisibleStream err, Screen page, Screen screen, Consumer<String> later) {

    private static final int NARROW = 20;
    private static final int WIDE = 120;
    private static final int UNLIMITED = 1 << 20;

    /**
     * For a command that may say something when it has ended.
     *
     * @param out results
     * @param err progress and errors
     * @param page what {@code out} is shown on
     * @param screen what {@code err} is shown on
     * @param later for a line when the command has long ended
     * @return the console
     */
    public static Console of(PrintStream out, PrintStream err, Screen page, Screen screen, Consumer<String> later) {
        return new Console(
                VisibleStream.over(out),
                VisibleStream.over(err),
                page,
                screen,
                line -> later.accept(Visible.line(line)));
    }

    /**
     * For a command that ends before anything is said.
     *
     * @param out results
     * @param err progress and errors
     * @param screen what both are shown on
     */
    public Console(PrintStream out, PrintStream err, Screen screen) {
        this(VisibleStream.over(out), VisibleStream.over(err), screen, screen, line -> {});
    }

    /**
     * The same with its results elsewhere.
     *
     * @param results where they go
     * @return the console
     */
    public Console withOut(PrintStream results) {
        return new Console(VisibleStream.over(results), err, page, screen, later);
    }

    /**
     * How wide a table may be: what the terminal has, between 20 and 120 columns, asked for now. In a file or a pipe a row
     * is one line, whatever it takes, so that other programs find it.
     *
     * @return columns
     */
    public int tableWidth() {
        return page.terminal() ? width(page) : UNLIMITED;
    }

    /** {@return how wide a sentence among the results may be} */
    public int width() {
        return width(page);
    }

    /** {@return how wide a message may be} */
    public int messageWidth() {
        return width(screen);
    }

    private static int width(Screen shown) {
        int width = shown.terminal() ? shown.width() : 0;
        return width == 0 ? WIDE : Math.max(NARROW, Math.min(WIDE, width));
    }
}
