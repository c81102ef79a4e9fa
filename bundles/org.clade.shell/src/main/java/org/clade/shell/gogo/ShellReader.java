package org.clade.shell.gogo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.felix.gogo.jline.Expander;
import org.apache.felix.gogo.jline.Highlighter;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.gogo.runtime.CommandSessionImpl;
import org.apache.felix.service.command.CommandSession;
import org.clade.shell.gogo.language.ShellParser;
import org.clade.shell.terminal.Appearance;
import org.jline.builtins.Completers.Completer;
import org.jline.builtins.Completers.CompletionData;
import org.jline.builtins.Completers.CompletionEnvironment;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.terminal.Terminal;

/** Creates the line reader of a session: editing, history, completion. */
final class ShellReader {

    private ShellReader() {}

    /**
     * Creates the line reader and registers it in the session.
     *
     * @param session the session
     * @param terminal the user's terminal
     * @return the line reader
     */
    static LineReader make(CommandSession session, Terminal terminal) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .appName("Clade")
                .terminal(terminal)
                .variables(((CommandSessionImpl) session).getVariables())
                .completer(new Completer(new Environment(session)))
                .parser(new ShellParser())
                .expander(new Expander(session))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // “!” in the name of a folder is no event
                .option(LineReader.Option.AUTO_FRESH_LINE, Appearance.OF_PROCESS.colors()); // its mark is gray
        if (Appearance.OF_PROCESS.colors()) {
            builder.highlighter(new Highlighter(session));
        }
        if (Appearance.OF_PROCESS.dumb() || Terminal.TYPE_DUMB.equals(terminal.getType())) {
            builder.option(LineReader.Option.BRACKETED_PASTE, false);
        }
        LineReader reader = builder.build();
        session.put(Shell.VAR_READER, reader);
        session.put(Shell.VAR_COMPLETIONS, new HashMap<>());
        return reader;
    }

    private record Environment(CommandSession session) implements CompletionEnvironment {

        @Override
        public Map<String, List<CompletionData>> getCompletions() {
            return Shell.getCompletions(session);
        }

        @Override
        public Set<String> getCommands() {
            return Shell.getCommands(session);
        }

        @Override
        public String resolveCommand(String command) {
            return Shell.resolve(session, command);
        }

        @Override
        public String commandName(String command) {
            return command.substring(command.indexOf(':') + 1);
        }

        @Override
        public Object evaluate(LineReader reader, ParsedLine line, String function) throws Exception {
            session.put(Shell.VAR_COMMAND_LINE, line);
            return session.execute(function);
        }
    }
}
