package org.clade.shell.gogo;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;
import org.apache.felix.service.command.Process;
import org.clade.shell.Cli;
import org.clade.shell.Console;
import org.clade.shell.ExitCode;
import org.clade.shell.Interruption;
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
     * @param active where it is known while it runs
     * @param name the command; empty where the first argument is the command
     */
    CladeFunction(Cli cli, ActiveCommands active, List<String> name) {
        this.cli = cli;
        this.active = active;
        this.name = List.copyOf(name);
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws CommandEnd {
        List<String> words = new ArrayList<>(name);
        arguments.forEach(argument -> words.add(String.valueOf(argument)));
        Process process = Process.Utils.current();
        int code = execute(session, process, words);
        session.put(SessionNames.CODE, code);
        if (code != ExitCode.DONE) {
            if (session.get(SessionNames.STRICT) != null) {
                throw new CommandEnd(code);
            }
            process.error(code);
        }
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
            return cli.execute(
                    cli.context(console, interruption, session.currentDir(), Shell.getReader(session) != null), words);
        } finally {
            active.remove(interruption);
            if (foreground) {
                terminal.handle(Signal.INT, before);
            }
        }
    }

    private static Console console(LineReader reader, Terminal terminal, Process process) {
        if (terminal == null || reader == null) {
            return new Console(process.out(), process.err(), SystemScreen.ofErrors());
        }
        return new Console(
                process.isTty(1) ? TerminalStream.of(process.out(), terminal) : process.out(),
                process.isTty(2) ? TerminalStream.of(process.err(), terminal) : process.err(),
                new TerminalScreen(terminal, process.isTty(2)),
                reader::printAbove);
    }
}
