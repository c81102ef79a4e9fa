package org.clade.shell.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jline.terminal.Terminal;

/** A stream of Gogo to a terminal: a flush also flushes the terminal. */
public final class TerminalStream extends FilterOutputStream {

    private final Terminal terminal;

    private TerminalStream(OutputStream out, Terminal terminal) {
        super(out);
        this.terminal = terminal;
    }

    /**
     * A stream to print on.
     *
     * @param out Gogo's stream
     * @param terminal the terminal
     * @return the stream
     */
    public static PrintStream of(OutputStream out, Terminal terminal) {
        return new PrintStream(new TerminalStream(out, terminal), true);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        super.flush();
        terminal.flush();
    }
}
