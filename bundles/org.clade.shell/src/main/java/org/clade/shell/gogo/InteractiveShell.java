package org.clade.shell.gogo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.threadio.ThreadIO;
import org.clade.shell.ExitCode;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.osgi.framework.BundleContext;

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
     * @param context where {@code gosh.home} is known
     * @param processor Gogo
     * @param streams Gogo's streams by thread
     */
    InteractiveShell(BundleContext context, CommandProcessor processor, ThreadIO streams) {
        this.processor = processor;
        this.shell = new Shell(new ShellContext(context, this), processor, streams, null);
    }

    /** {@return Gogo's functions {@code gosh}, {@code sh} and {@code source}} */
    Shell shell() {
        return shell;
    }

    /**
     * Reads and runs commands until the user leaves.
     *
     * @param welcome the first lines
     * @return the exit code
     * @throws Exception what a terminal that breaks throws
     */
    int run(List<String> welcome) throws Exception {
        try (Terminal terminal = TerminalBuilder.builder()
                        .name("Clade")
                        .system(true)
                        .nativeSignals(true)
                        .signalHandler(Terminal.SignalHandler.SIG_IGN)
                        .build();
                CommandSession session =
                        processor.createSession(terminal.input(), terminal.output(), terminal.output())) {
            session.put(Shell.VAR_TERMINAL, terminal);
            session.put(LineReader.HISTORY_FILE, history());
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

    private static Path history() {
        Path file = Path.of(System.getProperty("user.home"), ".clade", "history");
        try {
            Files.createDirectories(file.getParent());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + file.getParent() + " for the history cannot be made", e);
        }
    }

    private record ShellContext(BundleContext context, InteractiveShell owner) implements Shell.Context {

        @Override
        public String getProperty(String name) {
            return context.getProperty(name);
        }

        @Override
        public void exit() {
            owner.leave(ExitCode.DONE);
        }
    }
}
