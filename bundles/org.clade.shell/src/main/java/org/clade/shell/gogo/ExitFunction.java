package org.clade.shell.gogo;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.clade.api.part.RefusedException;
import org.clade.shell.ExitCode;

/** The function {@code exit}: ends the interactive shell, or a script, with an exit code. */
final class ExitFunction implements Function {

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws CommandEnd {
        int code = code(arguments.isEmpty() ? ExitCode.DONE : arguments.get(0));
        if (session.get(SessionNames.SHELL) instanceof InteractiveShell shell) {
            shell.leave(code);
            return null;
        }
        throw new CommandEnd(code);
    }

    private static int code(Object argument) {
        try {
            return Integer.parseInt(String.valueOf(argument));
        } catch (NumberFormatException e) {
            throw new RefusedException(
                    "exit takes a whole number, and “%s” is none; write exit, or exit 1.".formatted(argument), e);
        }
    }
}
