package org.clade.shell.gogo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;
import org.apache.felix.service.command.Process;
import org.clade.shell.Cli;
import org.clade.shell.context.Console;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import org.clade.shell.context.Screen;
import org.clade.shell.terminal.Pager;
import org.clade.shell.terminal.SystemScreen;
import org.clade.shell.terminal.TerminalScreen;
import org.clade.shell.terminal.TerminalStream;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/** A command of Clade as a function of Gogo. */
final class CladeFunction implements Function {

    private final Cli cli;
    private final ActiveCommands active;
    private final List<String> name;

    /**
     * A function.
     *
     * @param cli runs commands
     * @param active registers it while it runs
     * @param name the command; empty if the first argument names it
     */
    CladeFunction(Cli cli, ActiveCommands active, List<String> name) {
        this.cli = cli;
        this.active = active;
        this.name = List.copyOf(name);
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws CommandEndException {
        List<String> words = new ArrayList<>(name);
        arguments.forEach(argument -> add(words, argument));
        Process process = Process.Utils.current();
        FunctionEnd.with(session, process, execute(session, process, words));
        return null;
    }

    private int execute(CommandSession session, Process process, List<String> words) {
        Terminal terminal = Shell.getTerminal(session);
        Interruption interruption = new Interruption();
        Console console = console(Shell.getReader(session), terminal, process);
        boolean foreground = terminal != null && process.job().status() == Job.Status.Foreground;
        SignalHandler before =
                foreground ? terminal.handle(Signal.INT, signal -> interruption.fire()) : SignalHandler.SIG_IGN;
        active.add(interruption);
        try {
            Context context = cli.context(console, interruption, session.currentDir(), Shell.getReader(session) != null)
                    .at(FunctionEnd.origin(session, process));
            return pager(session, process, terminal, words).run(context, paged -> cli.execute(paged, words));
        } finally {
            active.remove(interruption);
            if (foreground) {
                terminal.handle(Signal.INT, before);
            }
        }
    }

    private static Console console(LineReader reader, Terminal terminal, Process process) {
        if (terminal == null || reader == null) {
            return Console.of(process.out(), process.err(), page(process), SystemScreen.ofErrors(), line -> {});
        }
        return Console.of(
                process.isTty(1) ? TerminalStream.of(process.out(), terminal) : process.out(),
                process.isTty(2) ? TerminalStream.of(process.err(), terminal) : process.err(),
                new TerminalScreen(terminal, process.isTty(1)),
                new TerminalScreen(terminal, process.isTty(2)),
                reader::printAbove);
    }

    /** The screen of a script's results, unless they go to another command or a file. */
    private static Screen page(Process process) {
        return process.isTty(1) ? SystemScreen.ofResults() : Screen.NONE;
    }

    private Pager pager(CommandSession session, Process process, Terminal terminal, List<String> words) {
        boolean person = terminal != null && Shell.getReader(session) != null && process.isTty(1);
        boolean foreground = person && process.job().status() == Job.Status.Foreground;
        return foreground && cli.catalog().isListing(words) && new TerminalScreen(terminal, true).drawable()
                ? Pager.on(terminal)
                : Pager.NONE;
    }

    /** Makes one word of each entry of a list, such as the files of a pattern. */
    private static void add(List<String> words, Object argument) {
        if (argument instanceof Collection<?> several) {
            several.forEach(one -> add(words, one));
        } else {
            words.add(String.valueOf(argument));
        }
    }
}
