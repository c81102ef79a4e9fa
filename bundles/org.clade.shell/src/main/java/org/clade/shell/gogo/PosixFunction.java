package org.clade.shell.gogo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.clade.api.part.RefusedException;
import org.clade.shell.context.ExitCode;
import org.clade.shell.context.Failure;
import org.clade.shell.terminal.Appearance;

/** One of the usual tools of a shell, such as {@code grep}. */
final class PosixFunction extends SafeFunction {

    private static final Set<String> COLORED = Set.of("ls", "grep");
    private static final Set<String> COUNTING = Set.of("head", "tail");

    private static final Set<String> NEED_TERMINAL = Set.of("watch", "clear");

    private final Tools tools;

    /**
     * A tool.
     *
     * @param name its name
     * @param processor Gogo
     */
    PosixFunction(String name, CommandProcessor processor) {
        super(name);
        this.tools = new Tools(processor);
    }

    @Override
    Object call(CommandSession session, Process process, List<Object> arguments) throws Exception {
        boolean typed = Shell.getTerminal(session) != null;
        if (!typed && NEED_TERMINAL.contains(name())) {
            throw new RefusedException("%s needs a terminal; start clade without arguments.".formatted(name()));
        }
        List<String> words = new ArrayList<>();
        words.add(name().equals("less") && !typed ? "cat" : name());
        if (COLORED.contains(name()) && !Appearance.OF_PROCESS.colors()) {
            words.add("--color=never");
        }
        for (Object argument : arguments) {
            String word = String.valueOf(argument);
            if (COUNTING.contains(name()) && word.matches("-[0-9]+")) { // as in head -3
                words.add("-n");
                words.add(word.substring(1));
            } else {
                words.add(word);
            }
        }
        tools.call(session, process, words);
        return null;
    }

    /** The tools, changed to throw exceptions instead of printing them. */
    private static final class Tools extends Posix {

        private Tools(CommandProcessor processor) {
            super(processor);
        }

        private void call(CommandSession session, Process process, List<String> words) throws Exception {
            try {
                run(session, process, words.toArray(String[]::new));
            } catch (HelpException e) {
                process.out().println(e.getMessage());
            } catch (IllegalArgumentException e) {
                if (e.getClass() != IllegalArgumentException.class || e.getMessage() == null) {
                    throw e;
                }
                String usage =
                        e.getMessage().startsWith(words.get(0)) ? e.getMessage() : words.get(0) + ": " + e.getMessage();
                FunctionEnd.with(session, process, new Failure(usage, ExitCode.REFUSED));
            }
        }
    }
}
