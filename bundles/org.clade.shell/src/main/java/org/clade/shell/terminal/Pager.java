package org.clade.shell.terminal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import org.clade.shell.context.Context;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Terminal;

/** Shows the results of a command page by page if they are longer than the screen. */
public interface Pager {

    /** Shows the results without pages. */
    Pager NONE = (context, command) -> command.applyAsInt(context);

    /**
     * Runs a command.
     *
     * @param context the context of the command
     * @param command runs it and gives its exit code
     * @return the exit code
     */
    int run(Context context, ToIntFunction<Context> command);

    /**
     * A pager.
     *
     * @param terminal the user's terminal
     * @return the pager
     */
    static Pager on(Terminal terminal) {
        return (context, command) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int code;
            try (PrintStream page = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
                code = command.applyAsInt(context.withOut(page));
            }
            String text = bytes.toString(StandardCharsets.UTF_8);
            if (text.lines().count() < terminal.getHeight()) {
                context.console().out().print(text);
                context.console().out().flush();
            } else {
                show(terminal, text);
            }
            return code;
        };
    }

    private static void show(Terminal terminal, String text) {
        Less less = new Less(terminal, null);
        less.noInit = true; // the text stays on the screen
        try {
            less.run(new Text(text));
        } catch (IOException e) {
            terminal.writer().print(text);
            terminal.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A text to show.
     *
     * @param text the text
     */
    record Text(String text) implements Source {

        @Override
        public String getName() {
            return "q leaves, / searches, Space goes on";
        }

        @Override
        public InputStream read() {
            return new ByteArrayInputStream(text.getBytes(Charset.defaultCharset())); // Less uses this one
        }

        @Override
        public Long lines() {
            return text.lines().count();
        }
    }
}
