package org.clade.shell.gogo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Job;
import org.apache.felix.service.command.Job.Status;
import org.apache.felix.service.threadio.ThreadIO;
import org.clade.api.run.RunHandle;
import org.clade.shell.context.ExitCode;
import org.clade.shell.context.Failure;
import org.clade.shell.gogo.language.CommandText;
import org.clade.shell.render.Table;
import org.clade.shell.render.Visible;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/** The shell on a terminal: prompt, history, completion. */
final class InteractiveShell {

    private static final String PROMPT = "clade> ";
    private static final String PROFILE = "_completions";
    private static final int ATTEMPTS = 100;
    private static final int SETTLE_ATTEMPTS = 40;
    private static final long ATTEMPT_MILLIS = 50;

    private final CommandProcessor processor;
    private final ThreadIO streams;
    private final Path profile;
    private final Supplier<Collection<RunHandle>> runs;
    private final Thread thread = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int code = ExitCode.DONE;
    private volatile boolean stopping;
    private volatile boolean reading;
    private volatile Terminal screen;

    /** Whether the last output was the warning that leaving stops runs. */
    private boolean warned;

    /**
     * A shell for the current thread.
     *
     * @param processor Gogo
     * @param streams Gogo's streams by thread
     * @param profile the file with the first commands; without it, the shell only sets up completion
     * @param runs the background runs
     */
    InteractiveShell(CommandProcessor processor, ThreadIO streams, Path profile, Supplier<Collection<RunHandle>> runs) {
        this.processor = processor;
        this.streams = streams;
        this.profile = profile;
        this.runs = runs;
    }

    /**
     * Reads and runs commands until the user leaves.
     *
     * @param terminal the user's terminal; the shell handles its signals
     * @param history the history file, if any
     * @param welcome the first lines
     * @return the exit code
     * @throws Exception if the terminal fails
     */
    int run(Terminal terminal, Optional<Path> history, List<String> welcome) throws Exception {
        screen = terminal;
        PrintStream out = new PrintStream(new TerminalOutput(terminal.writer()), true);
        try (CommandSession session = processor.createSession(terminal.input(), terminal.output(), terminal.output())) {
            session.put(Shell.VAR_TERMINAL, terminal);
            session.put(Shell.VAR_PROCESSOR, processor);
            session.put(Shell.VAR_SESSION, session);
            history.ifPresent(file -> session.put(LineReader.HISTORY_FILE, file));
            session.put(Shell.VAR_SCOPE, SessionNames.SCOPES);
            session.put(Shell.VAR_PROMPT, PROMPT);
            session.put(SessionNames.HOME, System.getProperty("user.home"));
            session.put(SessionNames.CODE, ExitCode.DONE);
            session.put(SessionNames.SHELL, this);
            welcome.forEach(terminal.writer()::println);
            terminal.flush();
            streams.setStreams(terminal.input(), out, out);
            try {
                LineReader reader = ShellReader.make(session, terminal);
                profile(session, terminal);
                read(session, terminal, reader);
            } finally {
                streams.close();
            }
            return code;
        } finally {
            ended.countDown();
        }
    }

    /**
     * Ends the shell after the current command, unless it must first warn that this stops runs.
     *
     * @param exitCode the exit code
     */
    void askedToLeave(int exitCode) {
        Collection<RunHandle> going = warned ? List.of() : runs.get();
        if (going.isEmpty()) {
            code = exitCode;
            stopping = true;
        } else {
            warned = true;
            complain(screen, warning(going));
        }
    }

    /** Ends the shell at any time; it repeats the interrupt until the shell reacts. */
    void terminate() {
        stopping = true;
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

    private static String warning(Collection<RunHandle> going) {
        String names = going.stream().map(RunHandle::id).collect(Collectors.joining(", "));
        return "%s still trains. Leave again to stop it after this step; resume %s continues it later."
                .formatted(names, going.iterator().next().id());
    }

    private void profile(CommandSession session, Terminal terminal) throws InterruptedException {
        String name = profile.toString();
        try {
            String text = Files.exists(profile) ? ScriptFile.read(profile, name) : PROFILE;
            new ScriptText(name, text).run(session);
        } catch (ScriptException | RuntimeException e) {
            complain(
                    terminal,
                    e instanceof ScriptException
                            ? e.getMessage()
                            : Failure.of(e, "").sentence());
        } catch (CommandEndException e) {
            code = e.code();
        }
    }

    private void read(CommandSession session, Terminal terminal, LineReader reader) throws InterruptedException {
        SignalHandler interrupt = terminal.handle(Signal.INT, signal -> {
            Job job = session.foregroundJob();
            if (job != null) {
                job.interrupt();
            }
        });
        SignalHandler suspend = terminal.handle(Signal.TSTP, signal -> {
            Job job = session.foregroundJob();
            if (job != null) {
                job.suspend();
            }
        });
        try {
            while (!stopping) {
                step(session, terminal, reader);
            }
        } finally {
            settle(session);
            save(reader);
            terminal.handle(Signal.INT, interrupt);
            terminal.handle(Signal.TSTP, suspend);
        }
    }

    private void step(CommandSession session, Terminal terminal, LineReader reader) throws InterruptedException {
        String line;
        try {
            reading = true;
            line = reader.readLine(Shell.getPrompt(session), Shell.getRPrompt(session), (Character) null, null);
        } catch (UserInterruptException e) {
            return; // an abandoned line
        } catch (EndOfFileException e) {
            askedToLeave(ExitCode.DONE);
            return;
        } finally {
            reading = false;
        }
        boolean before = warned;
        session.setJobListener((job, from, to) -> announce(terminal, reader, job, from, to));
        execute(session, terminal, line);
        warned = warned && !before; // the warning is valid only for the next action
        awaitForeground(session);
    }

    private void execute(CommandSession session, Terminal terminal, String line) throws InterruptedException {
        try {
            Object result = session.execute(CommandText.toGogo(line, CommandText.home()));
            session.put(Shell.VAR_RESULT, result);
            if (result != null && !Boolean.FALSE.equals(session.get(".Gogo.format"))) {
                System.out.println(Visible.lines(String.valueOf(session.format(result, Converter.INSPECT))));
            }
        } catch (Exception e) { // Gogo may throw anything; leaving the shell interrupts it
            if (e instanceof InterruptedException interrupted && stopping) {
                throw interrupted;
            }
            Failure failure = Failure.of(e, line.strip());
            session.put(SessionNames.CODE, failure.code());
            session.put(Shell.VAR_EXCEPTION, e);
            complain(terminal, failure.sentence());
        }
    }

    private static void complain(Terminal terminal, String sentence) {
        int width = terminal.getWidth() > 1 ? terminal.getWidth() - 1 : Integer.MAX_VALUE;
        Table.wrap(Visible.line(sentence), width).forEach(terminal.writer()::println);
        terminal.flush();
    }

    private void announce(Terminal terminal, LineReader reader, Job job, Status before, Status now) {
        List<Status> apart = List.of(Status.Background, Status.Suspended);
        if (!apart.contains(before) && !apart.contains(now)) {
            return;
        }
        String line =
                Visible.line("[%s]  %s  %s".formatted(job.id(), now.name().toLowerCase(Locale.ROOT), job.command()));
        if (reading && !stopping) {
            reader.printAbove(line);
        } else {
            terminal.writer().println(line);
            terminal.flush();
        }
    }

    private static void awaitForeground(CommandSession session) throws InterruptedException {
        for (Job job = session.foregroundJob(); job != null; job = session.foregroundJob()) {
            synchronized (job) {
                if (job.status() == Status.Foreground) {
                    job.wait();
                }
            }
        }
    }

    /** Waits briefly for an active command at the end of the shell. */
    private static void settle(CommandSession session) {
        Job going = session.foregroundJob();
        if (going != null) {
            going.interrupt();
        }
        for (int attempt = 0; attempt < SETTLE_ATTEMPTS && session.foregroundJob() != null; attempt++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ATTEMPT_MILLIS));
            Thread.interrupted(); // the shell ends already
        }
    }

    private static void save(LineReader reader) {
        try {
            reader.getHistory().save();
        } catch (IOException e) {
            System.getLogger(InteractiveShell.class.getName())
                    .log(System.Logger.Level.DEBUG, "the history is not saved", e);
        }
    }

    /** Output of the shell's own thread. */
    private static final class TerminalOutput extends OutputStream {

        private final PrintWriter writer;

        private TerminalOutput(PrintWriter writer) {
            this.writer = writer;
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            writer.write(new String(bytes, from, length, Charset.defaultCharset()));
        }

        @Override
        public void flush() {
            writer.flush();
        }
    }
}
