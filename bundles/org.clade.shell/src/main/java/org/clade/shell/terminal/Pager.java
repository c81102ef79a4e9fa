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

/** Shows the results of a command page by page where they are longer than the screen. */
public interface Pager {

    /** Shows them as they come. */
    Pager NONE = (context, command) -> command.applyAsInt(context);

    /**
     * Runs a command.
     *
     * @param context what it is run with
     * @param command runs it and gives its exit code
     * @return the exit code
     */
    int run(Context context, ToIntFunction<Context> command);

    /**
     * A pager.
     *
     * @param terminal where the user is
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
        less.noInit = true; // what was read stays on the screen
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
     * A text to be shown.
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
            return new ByteArrayInputStream(text.getBytes(Charset.defaultCharset())); // Less reads in that one
        }

        @Override
        public Long lines() {
            return text.lines().count();
        }
    }
}
