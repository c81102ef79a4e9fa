package org.clade.shell.gogo;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.threadio.ThreadIO;
import org.clade.shell.ExitCode;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;

/** The shell on a terminal: prompt, history, completion. */
final class InteractiveShell {

    private static final int ATTEMPTS = 100;
    private static final long ATTEMPT_MILLIS = 50;

    private final CommandProcessor processor;
    private final Shell shell;
    private final Thread thread = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int code = ExitCode.DONE;

    /**
     * A shell for the present thread.
     *
     * @param properties where {@code gosh.home} is known
     * @param processor Gogo
     * @param streams Gogo's streams by thread
     */
    InteractiveShell(UnaryOperator<String> properties, CommandProcessor processor, ThreadIO streams) {
        this.processor = processor;
        this.shell = new Shell(new ShellContext(properties, this), processor, streams, null);
    }

    /** {@return Gogo's functions {@code gosh}, {@code sh} and {@code source}} */
    Shell shell() {
        return shell;
    }

    /**
     * Reads and runs commands until the user leaves.
     *
     * @param terminal where the user is; its signals are handled here
     * @param history the file that remembers what was typed
     * @param welcome the first lines
     * @return the exit code
     * @throws Exception what a terminal that breaks throws
     */
    int run(Terminal terminal, Path history, List<String> welcome) throws Exception {
        try (CommandSession session = processor.createSession(terminal.input(), terminal.output(), terminal.output())) {
            session.put(Shell.VAR_TERMINAL, terminal);
            session.put(LineReader.HISTORY_FILE, history);
            session.put(Shell.VAR_SCOPE, SessionNames.SCOPES);
            session.put(Shell.VAR_PROMPT, "clade> ");
            session.put(SessionNames.CODE, ExitCode.DONE);
            session.put(SessionNames.SHELL, this);
            welcome.forEach(terminal.writer()::println);
            terminal.flush();
            shell.gosh(session, new String[] {"--login", "--noshutdown", "--nohistory"});
            return code;
        } finally {
            ended.countDown();
        }
    }

    /**
     * Ends the shell when the present command has ended.
     *
     * @param exitCode the exit code
     */
    void leave(int exitCode) {
        code = exitCode;
        shell.stop();
    }

    /** Ends the shell, whatever it is doing; it may be interrupted more than once until it notices. */
    void terminate() {
        shell.stop();
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                thread.interrupt();
                if (ended.await(ATTEMPT_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record ShellContext(UnaryOperator<String> properties, InteractiveShell owner) implements Shell.Context {

        @Override
        public String getProperty(String name) {
            return properties.apply(name);
        }

        @Override
        public void exit() {
            owner.leave(ExitCode.DONE);
        }
    }
}
