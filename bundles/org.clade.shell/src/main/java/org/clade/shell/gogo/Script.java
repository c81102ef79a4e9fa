package org.clade.shell.gogo;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Job;
import org.clade.shell.context.ExitCode;
import org.clade.shell.context.ProcessStreams;
import org.clade.shell.context.VisibleStream;

/** Runs commands from a script or from the command line. */
final class Script {

    private final CommandProcessor processor;
    private final ActiveCommands active;

    private final PrintStream out;
    private final PrintStream err;

    /**
     * Runs scripts with the given streams.
     *
     * @param processor Gogo
     * @param active the active commands
     * @param out for results; not {@link System#out}, which Gogo redirects to the script
     * @param err for errors
     */
    Script(CommandProcessor processor, ActiveCommands active, PrintStream out, PrintStream err) {
        this.processor = processor;
        this.active = active;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs scripts with the process's own streams.
     *
     * @param processor Gogo
     * @param active the active commands
     * @return the runner
     */
    static Script ofProcess(CommandProcessor processor, ActiveCommands active) {
        return new Script(processor, active, ProcessStreams.out(), ProcessStreams.err());
    }

    /**
     * Runs a script.
     *
     * @param name its name in messages; null for a single command
     * @param text its commands
     * @param arguments the values of {@code $1}, {@code $2}, …
     * @param strict whether it ends at the first command that fails
     * @return the exit code: that of the command that ended it, otherwise of the last command
     */
    int run(String name, String text, List<String> arguments, boolean strict) {
        try (CommandSession session = processor.createSession(InputStream.nullInputStream(), out, err)) {
            session.put(SessionNames.SCOPE, SessionNames.SCOPES);
            session.put("args", arguments);
            session.put(SessionNames.CODE, ExitCode.DONE);
            session.put(SessionNames.HOME, System.getProperty("user.home"));
            if (strict) {
                session.put(SessionNames.STRICT, true);
            }
            return run(session, name, text);
        }
    }

    private int run(CommandSession session, String name, String text) {
        try {
            Object result = new ScriptText(name, text).run(session);
            if (result != null) {
                VisibleStream.over(out).print(session.format(result, Converter.INSPECT) + System.lineSeparator());
            }
            return session.get(SessionNames.CODE) instanceof Integer code ? code : ExitCode.DONE;
        } catch (CommandEndException end) {
            return end.code();
        } catch (InterruptedException e) {
            return interrupted(session);
        } catch (ScriptException e) {
            VisibleStream.over(err).println(e.getMessage());
            return e.code();
        }
    }

    /** Waits for the active command. */
    private int interrupted(CommandSession session) {
        try {
            Job job = session.foregroundJob();
            if (!active.interrupt() && job != null) {
                job.interrupt();
            }
            while (session.foregroundJob() != null) {
                Thread.sleep(20);
            }
        } catch (InterruptedException again) {
            return ExitCode.INTERRUPTED;
        }
        return ExitCode.INTERRUPTED;
    }
}
