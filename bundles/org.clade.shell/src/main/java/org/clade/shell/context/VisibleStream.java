package org.clade.shell.context;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.clade.shell.render.Visible;

/**
 * A stream that makes control characters visible. A printed line stays one line; a printed text keeps its lines.
 */
public final class VisibleStream extends PrintStream {

    private static final String ERASE_BELOW = "\u001b[J";
    private static final String TO_START_AND_ERASE = "\r\u001b[K";

    private final PrintStream target;

    private VisibleStream(PrintStream target) {
        super(target, true);
        this.target = target;
    }

    /**
     * Wraps a stream.
     *
     * @param target the stream to wrap
     * @return the stream; unchanged if it is one already
     */
    public static VisibleStream over(PrintStream target) {
        return target instanceof VisibleStream visible ? visible : new VisibleStream(target);
    }

    /**
     * Overwrites the last line of a terminal.
     *
     * @param line the new line
     */
    public void overwrite(String line) {
        target.print(TO_START_AND_ERASE + Visible.line(line));
        target.flush();
    }

    /**
     * Overwrites the last lines of a terminal, the cursor being in the last of them.
     *
     * @param drawn how many lines to overwrite, at least 1
     * @param lines the new lines, at least one, none longer than the terminal is wide
     */
    public void overwrite(int drawn, List<String> lines) {
        String up = drawn > 1 ? "\u001b[" + (drawn - 1) + "A" : "";
        target.print("\r" + up + ERASE_BELOW
                + lines.stream().map(Visible::line).collect(Collectors.joining(System.lineSeparator())));
        target.flush();
    }

    @Override
    public void println(String line) {
        target.println(Visible.line(String.valueOf(line)));
    }

    @Override
    public void println(Object line) {
        println(String.valueOf(line));
    }

    @Override
    public void println(char[] line) {
        println(String.valueOf(line));
    }

    @Override
    public void println(char line) {
        println(String.valueOf(line));
    }

    @Override
    public void print(String text) {
        target.print(Visible.lines(String.valueOf(text)));
    }

    @Override
    public void print(Object text) {
        print(String.valueOf(text));
    }

    @Override
    public void print(char[] text) {
        print(String.valueOf(text));
    }

    @Override
    public void print(char text) {
        print(String.valueOf(text));
    }

    @Override
    public PrintStream format(String format, Object... arguments) {
        return format(Locale.getDefault(Locale.Category.FORMAT), format, arguments);
    }

    @Override
    public PrintStream format(Locale locale, String format, Object... arguments) {
        print(String.format(locale, format, arguments));
        return this;
    }

    /** Bytes of a text, in which only the control characters of ASCII are certainly not part of a letter. */
    @Override
    public void write(byte[] bytes, int from, int length) {
        int first = from;
        for (int i = from; i < from + length; i++) {
            if (obeyed(bytes[i])) {
                target.write(bytes, first, i - first);
                target.print(Visible.escape(bytes[i]));
                first = i + 1;
            }
        }
        target.write(bytes, first, from + length - first);
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void flush() {
        target.flush();
    }

    @Override
    public void close() {
        target.close();
    }

    @Override
    public boolean checkError() {
        return target.checkError();
    }

    private static boolean obeyed(byte value) {
        return value >= 0 && Visible.hidden(value) && value != '\n' && value != '\r' && value != '\t';
    }
}
