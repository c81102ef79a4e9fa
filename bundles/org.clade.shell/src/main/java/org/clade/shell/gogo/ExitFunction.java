package org.clade.shell.gogo;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.clade.shell.context.ExitCode;
import org.clade.shell.context.Failure;

/** The function {@code exit}: ends the interactive shell, or a script, with an exit code. */
final class ExitFunction implements Function {

    private static final int MOST = 255;
    private static final List<String> USAGE = List.of(
            "Usage: exit [<code>]",
            "Leaves the shell, or ends a script.",
            "      [<code>]   The exit code. Default: 0.");

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws CommandEndException {
        Process process = Process.Utils.current();
        String word = arguments.isEmpty() ? "0" : String.valueOf(arguments.get(0));
        if (word.equals("--help") || word.equals("-h")) {
            USAGE.forEach(process.out()::println);
            FunctionEnd.with(session, process, ExitCode.DONE);
            return null;
        }
        if (arguments.size() > 1 || !word.matches("[0-9]{1,3}") || Integer.parseInt(word) > MOST) {
            String typed = arguments.stream().map(String::valueOf).collect(Collectors.joining(" "));
            FunctionEnd.with(
                    session,
                    process,
                    new Failure(
                            "exit takes a whole number from 0 to %s, not “%s”.".formatted(MOST, typed),
                            ExitCode.REFUSED));
            return null;
        }
        int code = Integer.parseInt(word);
        if (session.get(SessionNames.SHELL) instanceof InteractiveShell shell) {
            shell.askedToLeave(code);
            return null;
        }
        throw new CommandEndException(code);
    }
}
