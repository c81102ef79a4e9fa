package org.clade.shell.gogo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.clade.api.part.RefusedException;
import org.clade.shell.terminal.Appearance;
import org.jline.builtins.Commands;
import org.jline.builtins.Options.HelpException;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;

/** The function {@code history}: the typed lines, in color on a terminal that wants it. */
final class HistoryFunction extends SafeFunction {

    HistoryFunction() {
        super("history");
    }

    @Override
    Object call(CommandSession session, Process process, List<Object> arguments) throws Exception {
        LineReader reader = Shell.getReader(session);
        if (reader == null) {
            throw new RefusedException("history needs the interactive shell; start clade without arguments.");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            String[] words = arguments.stream().map(String::valueOf).toArray(String[]::new);
            Commands.history(reader, out, out, session.currentDir(), words);
        } catch (HelpException e) {
            process.out().println(e.getMessage());
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        boolean colors = Appearance.OF_PROCESS.colors() && process.isTty(1);
        process.out().print(colors ? text : AttributedString.stripAnsi(text));
        return null;
    }
}
