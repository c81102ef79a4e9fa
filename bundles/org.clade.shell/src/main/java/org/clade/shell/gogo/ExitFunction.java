package org.clade.shell.gogo;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.clade.shell.ExitCode;

/** The function {@code exit}: ends the interactive shell, or a script, with an exit code. */
final class ExitFunction implements Function {

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws CommandEnd {
        int code;
        try {
            code = arguments.isEmpty() ? ExitCode.DONE : Integer.parseInt(String.valueOf(arguments.get(0)));
        } catch (NumberFormatException e) {
            Process process = Process.Utils.current();
            process.err().println("exit takes a whole number, and “%s” is none.".formatted(arguments.get(0)));
            process.error(ExitCode.REFUSED);
            return null;
        }
        if (session.get(SessionNames.SHELL) instanceof InteractiveShell shell) {
            shell.leave(code);
            return null;
        }
        throw new CommandEnd(code);
    }
}
