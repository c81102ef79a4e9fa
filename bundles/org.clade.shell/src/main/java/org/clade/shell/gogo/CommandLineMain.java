package org.clade.shell.gogo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.threadio.ThreadIO;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunService;
import org.clade.base.file.UserFolder;
import org.clade.base.json.ExitCodes;
import org.clade.shell.Cli;
import org.clade.shell.context.Console;
import org.clade.shell.context.ExitCode;
import org.clade.shell.context.Failure;
import org.clade.shell.context.Interruption;
import org.clade.shell.context.ProcessStreams;
import org.clade.shell.context.VisibleStream;
import org.clade.shell.terminal.SystemScreen;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The entry point for the launcher, with the arguments of the process: a command, a script ({@code -f file}), or none
 * for the interactive shell. As a {@link Runnable} it ends active work. The launcher finds both services by Java's own
 * types and a property, so that no bundle depends on the launcher (ADR 0003).
 */
@Component(
        immediate = true, // both services are one object
        property = {"clade.main:Boolean=true", "clade.interrupt:Boolean=true"})
public final class CommandLineMain implements ToIntFunction<String[]>, Runnable {

    private static final Duration END = Duration.ofSeconds(5);
    private static final String SCRIPT = "-f";
    private static final String KEEP_GOING = "--keep-going";
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private final BundleContext context;
    private final Cli cli;
    private final GogoFunctions functions;
    private final CommandProcessor processor;
    private final ThreadIO streams;
    private final ProcessInterruption interruption = new ProcessInterruption();
    private volatile InteractiveShell shell;

    @Activate
    public CommandLineMain(
            BundleContext context,
            @Reference Cli cli,
            @Reference GogoFunctions functions,
            @Reference CommandProcessor processor,
            @Reference ThreadIO streams) {
        this.context = context;
        this.cli = cli;
        this.functions = functions;
        this.processor = processor;
        this.streams = streams;
    }

    /** Runs the arguments; a command that ends before Clade is ready waits briefly for it, so that the framework stops in order. */
    @Override
    public int applyAsInt(String[] arguments) {
        int code = execute(List.of(arguments), interruption.begin());
        try {
            cli.services().awaitReady(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return code;
    }

    private int execute(List<String> words, Interruption ofProcess) {
        if (words.isEmpty()) {
            return SystemScreen.typed() ? interactive() : standardInput();
        }
        if (words.get(0).equals(SCRIPT)) {
            return script(words.subList(1, words.size()));
        }
        return isGogo(words.get(0)) ? gogo(words) : command(words, ofProcess);
    }

    private int gogo(List<String> words) {
        return Script.ofProcess(processor, functions.active())
                .run(null, words.get(0) + " $args", words.subList(1, words.size()), true);
    }

    /** Interrupts the command, stops active runs and ends the interactive shell. */
    @Override
    public void run() {
        interruption.fire();
        active().forEach(RunHandle::stop);
        InteractiveShell running = shell;
        if (running != null) {
            running.terminate();
        }
    }

    private int command(List<String> words, Interruption ofProcess) {
        Console console = Console.of(
                ProcessStreams.out(),
                ProcessStreams.err(),
                SystemScreen.ofResults(),
                SystemScreen.ofErrors(),
                line -> {});
        return cli.execute(
                cli.context(console, ofProcess, Path.of("").toAbsolutePath(), false)
                        .byItself(),
                words);
    }

    /** {@return whether a name with its scope is a Gogo function of another bundle} */
    private boolean isGogo(String name) {
        if (name.indexOf(':') < 0 || cli.catalog().names().contains(name)) {
            return false;
        }
        functions.open();
        try (CommandSession session = processor.createSession(System.in, System.out, System.err)) {
            return session.get(".commands") instanceof Set<?> names && names.contains(name);
        }
    }

    private int script(List<String> words) {
        List<String> rest = new ArrayList<>(words);
        boolean strict = !rest.remove(KEEP_GOING);
        if (rest.isEmpty()) {
            return refused("-f lacks the script's file; write clade -f <file>.");
        }
        String name = rest.remove(0);
        try {
            return script(name, ScriptFile.read(Path.of(name), name), rest, strict);
        } catch (RuntimeException e) {
            return failed(e, "-f " + name);
        }
    }

    private int script(String name, String text, List<String> arguments, boolean strict) {
        functions.open();
        return afterRuns(Script.ofProcess(processor, functions.active()).run(name, text, arguments, strict));
    }

    private int standardInput() {
        String text;
        try {
            text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return failed(e, "standard input");
        }
        return script("standard input", text, List.of(), true);
    }

    /** Waits for the background runs of a script; the first one that did not complete decides the exit code. */
    private int afterRuns(int ofScript) {
        int code = ofScript;
        try {
            for (RunHandle run : active()) {
                int ofRun = ExitCodes.of(run.await().outcome());
                code = code == ExitCode.DONE ? ofRun : code;
            }
            return code;
        } catch (InterruptedException e) {
            active().forEach(RunHandle::stop);
            return ExitCode.INTERRUPTED;
        }
    }

    private int interactive() {
        functions.open();
        InteractiveShell interactive = new InteractiveShell(processor, streams, profile(), this::active);
        shell = interactive;
        try (Terminal terminal = TerminalBuilder.builder()
                .name("Clade")
                .system(true)
                .nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build()) {
            sized(terminal);
            String welcome =
                    "Clade %s clusters unlabeled images. Type help for the commands; Tab completes, Ctrl-D leaves."
                            .formatted(cli.services().platform().version());
            int code = interactive.run(terminal, history(), List.of(welcome, ""));
            finishRuns();
            return code;
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        } catch (Exception e) { // the terminal failed; no further output is possible
            return failed(e, "the shell");
        } finally {
            shell = null;
        }
    }

    /** A terminal of unknown size, as some programs create, would show no prompt. */
    private static void sized(Terminal terminal) {
        if (terminal.getWidth() == 0 || terminal.getHeight() == 0) {
            terminal.setSize(new Size(COLUMNS, ROWS));
        }
    }

    /** {@return the first commands of every shell} */
    private Path profile() {
        String home = context.getProperty("gosh.home");
        return Path.of(home == null ? "" : home, "etc", "gosh_profile");
    }

    /** {@return the history file, if it has a folder} */
    private static Optional<Path> history() {
        try {
            return Optional.of(
                    UserFolder.find(System.getProperties(), System.getenv()).resolve("history"));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    /** Stops background runs at the end of the shell and keeps their results. */
    private void finishRuns() throws InterruptedException {
        Thread.interrupted();
        for (RunHandle run : active()) {
            System.err.println("Stopping " + run.id() + " after this step.");
            run.stop();
            run.await();
        }
    }

    private Collection<RunHandle> active() {
        return Optional.ofNullable(context.getServiceReference(RunService.class))
                .map(context::getService)
                .map(RunService::runs)
                .orElse(List.of())
                .stream()
                .filter(run -> !run.state().ended())
                .toList();
    }

    private static int refused(String sentence) {
        return failed(new RefusedException(sentence), SCRIPT);
    }

    private static int failed(Exception thrown, String doing) {
        Failure failure = Failure.of(thrown, doing);
        VisibleStream.over(System.err).println("clade: " + failure.sentence());
        return failure.code();
    }
}
