package org.clade.shell.context;

import java.io.PrintStream;
import java.util.function.Consumer;
import org.clade.shell.render.Visible;

/**
 * The output of a command. It makes control characters visible.
 *
 * @param out results
 * @param err progress and errors
 * @param page the screen of {@code out}
 * @param screen the screen of {@code err}
 * @param later receives lines after the command has ended
 */
public record Console(VisibleStream out, VisibleStream err, Screen page, Screen screen, Consumer<String> later) {

    private static final int NARROW = 20;
    private static final int WIDE = 120;
    private static final int UNLIMITED = 1 << 20;

    /**
     * For a command that may print after its end.
     *
     * @param out results
     * @param err progress and errors
     * @param page the screen of {@code out}
     * @param screen the screen of {@code err}
     * @param later receives lines after the command has ended
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
     * For a command that prints nothing after its end.
     *
     * @param out results
     * @param err progress and errors
     * @param screen the screen of both
     */
    public Console(PrintStream out, PrintStream err, Screen screen) {
        this(VisibleStream.over(out), VisibleStream.over(err), screen, screen, line -> {});
    }

    /**
     * The same with another output for results.
     *
     * @param results the output for results
     * @return the console
     */
    public Console withOut(PrintStream results) {
        return new Console(VisibleStream.over(results), err, page, screen, later);
    }

    /**
     * The width of a table: the present width of the terminal, limited to 20 to 120 columns. In a file or a pipe each
     * row is one line of any length, so that other programs can read it.
     *
     * @return columns
     */
    public int tableWidth() {
        return page.terminal() ? width(page) : UNLIMITED;
    }

    /** {@return the width of a sentence in the results} */
    public int width() {
        return width(page);
    }

    /** {@return the width of a message} */
    public int messageWidth() {
        return width(screen);
    }

    private static int width(Screen shown) {
        int width = shown.terminal() ? shown.width() : 0;
        return width == 0 ? WIDE : Math.max(NARROW, Math.min(WIDE, width));
    }
}
