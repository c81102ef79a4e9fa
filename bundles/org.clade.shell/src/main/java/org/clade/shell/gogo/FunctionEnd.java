package org.clade.shell.gogo;

import java.util.List;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.gogo.runtime.Token;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.apache.felix.service.command.Process;
import org.clade.shell.context.Context;
import org.clade.shell.context.ExitCode;
import org.clade.shell.context.Failure;
import org.clade.shell.context.VisibleStream;

/** Ends functions of a session: keeps the exit code, and ends a script after a failure. */
final class FunctionEnd {

    private FunctionEnd() {}

    /**
     * Ends a function.
     *
     * @param session the session
     * @param process the function's
     * @param code its exit code
     * @throws CommandEndException if the script must end
     */
    static void with(CommandSession session, Process process, int code) throws CommandEndException {
        session.put(SessionNames.CODE, code);
        if (code == ExitCode.DONE) {
            return;
        }
        if (session.get(SessionNames.STRICT) != null && last(process)) {
            throw new CommandEndException(code);
        }
        process.error(code);
    }

    /** {@return whether no pipe follows; before a pipe, Gogo prints the exception and continues} */
    private static boolean last(Process process) {
        List<? extends Process> pipes = process.job().processes();
        return pipes.isEmpty() || pipes.get(pipes.size() - 1) == process;
    }

    /**
     * Ends a failed function and prints why.
     *
     * @param session the session
     * @param process the function's
     * @param failure the message
     * @throws CommandEndException if the script must end
     */
    static void with(CommandSession session, Process process, Failure failure) throws CommandEndException {
        say(session, process, failure.sentence());
        with(session, process, failure.code());
    }

    /** Prints the message and the place. */
    static void say(CommandSession session, Process process, String sentence) {
        boolean interactive = Shell.getReader(session) != null;
        VisibleStream.over(process.err()).println(Context.prefix(interactive, origin(session, process)) + sentence);
    }

    /** {@return the script and line of a function; empty if the user typed it} */
    static String origin(CommandSession session, Process process) {
        Object script = session.get(SessionNames.SCRIPT);
        int line = line(process.job());
        return script == null || line == 0 ? "" : script + ":" + line;
    }

    /** {@return the line of a job, from 1; 0 if unknown} */
    static int line(Job job) {
        return job != null && job.command() instanceof Token token ? token.line() + 1 : 0;
    }
}
