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

/** How a function of a session ends: its exit code is kept, and where it failed it ends a script. */
final class FunctionEnd {

    private FunctionEnd() {}

    /**
     * Ends a function.
     *
     * @param session the session
     * @param process the function's
     * @param code its exit code
     * @throws CommandEndException if the script ends with it
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

    /** {@return whether no pipe follows; what a function before one throws is printed by Gogo, and ends nothing} */
    private static boolean last(Process process) {
        List<? extends Process> pipes = process.job().processes();
        return pipes.isEmpty() || pipes.get(pipes.size() - 1) == process;
    }

    /**
     * Ends a function that failed, and says why.
     *
     * @param session the session
     * @param process the function's
     * @param failure what it means
     * @throws CommandEndException if the script ends with it
     */
    static void with(CommandSession session, Process process, Failure failure) throws CommandEndException {
        say(session, process, failure.sentence());
        with(session, process, failure.code());
    }

    /** Says what went wrong, and where. */
    static void say(CommandSession session, Process process, String sentence) {
        boolean interactive = Shell.getReader(session) != null;
        VisibleStream.over(process.err()).println(Context.prefix(interactive, origin(session, process)) + sentence);
    }

    /** {@return the script and line that a function stands in; empty if it was typed} */
    static String origin(CommandSession session, Process process) {
        Object script = session.get(SessionNames.SCRIPT);
        int line = line(process.job());
        return script == null || line == 0 ? "" : script + ":" + line;
    }

    /** {@return the line that a job stands at, from 1; 0 where it is not known} */
    static int line(Job job) {
        return job != null && job.command() instanceof Token token ? token.line() + 1 : 0;
    }
}
