package org.clade.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;

/**
 * Clade's main class. Installs and starts the product's bundles, runs the command that the arguments name (without arguments: the
 * interactive shell) and ends the process with its exit code. {@code --bundles} alone lists the bundles and their states, which also works without the shell.
 */
public final class Main {
    private static final String COMMAND = "clade.main";
    private static final String INTERRUPT = "clade.interrupt";
    private static final String BUNDLES = "--bundles";
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final int START_SECONDS = 30;
    private static final int STOP_SECONDS = 60;
    private static final int TERMINATE_SECONDS = 9;
    private static final int EXIT_SECONDS = 5;

    private Main() {}

    /**
     * Starts Clade; does not return.
     *
     * @param arguments a command and its arguments; empty for the interactive shell
     */
    public static void main(String[] arguments) {
        useRootLocale();
        StandardStreams streams = StandardStreams.install();
        try {
            Resources.checkMemory();
            UserHome.settle(System.getProperties(), System.getenv());
            Home home = Home.find();
            System.setProperty(Home.PROPERTY, home.folder().toString());
            LaunchSettings settings = LaunchSettings.read(home.settings());
            settings.applyToSystem();
            ProcessExit exit = new ProcessExit(
                    streams,
                    settings.seconds("clade.exit.seconds", EXIT_SECONDS),
                    System::exit,
                    Runtime.getRuntime()::halt);
            exit.exit(run(arguments, home, settings, streams, exit));
        } catch (LaunchException e) {
            System.exit(told(e, arguments, streams.launcherErr()));
        }
    }

    /**
     * Sets the default locale, for libraries and deployed bundles too: numbers and dates of the root locale, words and letter case of
     * English. Programs read Clade's output, so it must not depend on the user's locale. The default itself cannot be the root locale:
     * Equinox does not start with an empty language.
     */
    static void useRootLocale() {
        Locale.setDefault(Locale.ENGLISH);
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    }

    private static int told(LaunchException failure, String[] arguments, PrintStream err) {
        err.println("clade: " + Resources.shortage().orElseGet(failure::getMessage));
        if (List.of(arguments).contains("--debug")) {
            System.getLogger(Main.class.getName()).log(Level.ERROR, failure.getMessage(), failure);
        }
        return ProcessExitCode.FAILED;
    }

    private static int run(
            String[] arguments, Home home, LaunchSettings settings, StandardStreams streams, ProcessExit exit)
            throws LaunchException {
        FrameworkStorage storage = FrameworkStorage.create(Path.of(System.getProperty("java.io.tmpdir")));
        Duration patience = settings.seconds("clade.stop.seconds", STOP_SECONDS);
        InterruptHandler interruption = new InterruptHandler(
                streams.launcherErr(),
                patience,
                settings.seconds("clade.terminate.seconds", TERMINATE_SECONDS),
                exit::exit,
                code -> {
                    discard(storage);
                    exit.halt(code);
                });
        interruption.listen();
        ParentWatch.start(
                System.getProperty(ParentWatch.PROPERTY), () -> interruption.signalled(ProcessExitCode.TERMINATED));
        AtomicReference<Product> started = new AtomicReference<>();
        ExitHook hook = new ExitHook(
                exit,
                streams.launcherErr(),
                () -> Optional.ofNullable(started.get()),
                () -> discard(storage),
                patience);
        Runtime.getRuntime().addShutdownHook(new Thread(hook, "clade-end"));
        StartCache cache = StartCache.find(home, settings);
        try (Product product = Product.prepare(home, settings, storage.framework(), cache)) {
            started.set(product);
            product.onStop(cause -> {
                streams.launcherErr().println("clade: " + cause);
                streams.dropErrors(); // the command fails because services are missing
            });
            product.start();
            int code = execute(arguments, product, settings, interruption, streams);
            cache.makeInBackground();
            exit.decide(code);
            return code;
        } catch (LaunchException e) {
            return told(e, arguments, streams.launcherErr());
        } catch (InterruptedException e) {
            return ProcessExitCode.INTERRUPTED;
        }
    }

    private static int execute(
            String[] arguments,
            Product product,
            LaunchSettings settings,
            InterruptHandler interruption,
            StandardStreams streams)
            throws LaunchException, InterruptedException {
        if (List.of(arguments).equals(List.of(BUNDLES))) {
            product.unresolved().sentences().forEach(sentence -> System.err.println("clade: " + sentence));
            return product.print(System.out) ? ProcessExitCode.DONE : ProcessExitCode.FAILED;
        }
        Duration start = settings.seconds("clade.start.seconds", START_SECONDS);
        @SuppressWarnings("unchecked")
        ToIntFunction<String[]> main = product.await(ToIntFunction.class, COMMAND, start.toMillis());
        product.unresolved().sentences().forEach(sentence -> System.err.println("clade: " + sentence));
        Command command = new Command(main, arguments);
        command.start();
        interruption
                .hint()
                .ifPresent(hint -> command.whenItTakesLongerThan(
                        LONG, () -> streams.launcherErr().println("clade: " + hint)));
        interruption.commandRuns(() -> {
            if (!product.call(INTERRUPT)) {
                command.interrupt();
            }
        });
        FrameworkWatch watch = FrameworkWatch.start(product, command);
        return interruption.exitCode(watch.exitCode());
    }

    private static void discard(FrameworkStorage storage) {
        try {
            storage.close();
        } catch (IOException e) {
            System.getLogger(Main.class.getName()).log(Level.DEBUG, "left to the next start", e);
        }
    }
}
