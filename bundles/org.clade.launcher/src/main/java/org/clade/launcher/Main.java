package org.clade.launcher;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * Clade's main class. Installs and starts the product's bundles, runs the command that the arguments name (without arguments: the
 * interactive shell) and ends the process with its exit code. {@code --bundles} alone lists the bundles and whether they started,
 * which works without the shell, too.
 */
public final class Main {
    private static final String COMMAND = "clade.main";
    private static final String INTERRUPT = "clade.interrupt";
    private static final String BUNDLES = "--bundles";
    private static final int START_SECONDS = 30;
    private static final int STOP_SECONDS = 60;

    private Main() {}

    /**
     * Starts Clade; does not return.
     *
     * @param arguments a command and its arguments, or nothing for the interactive shell
     */
    public static void main(String[] arguments) {
        int code;
        try {
            code = run(arguments);
        } catch (LaunchException e) {
            code = ExitCode.FAILED;
            System.err.println("clade: " + e.getMessage());
            if (List.of(arguments).contains("--debug")) {
                System.getLogger(Main.class.getName()).log(Level.ERROR, e.getMessage(), e);
            }
        } catch (InterruptedException e) {
            code = ExitCode.INTERRUPTED;
        }
        System.out.flush();
        System.exit(code);
    }

    private static int run(String[] arguments) throws LaunchException, InterruptedException {
        Home home = Home.find();
        System.setProperty(Home.PROPERTY, home.folder().toString());
        Settings settings = Settings.read(home.settings());
        settings.applyToSystem();
        FrameworkStorage storage = FrameworkStorage.create(Path.of(System.getProperty("java.io.tmpdir")));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(storage), "clade-storage"));
        Interruption interruption = new Interruption(
                System.err, settings.seconds("clade.stop.seconds", STOP_SECONDS), System::exit, code -> {
                    discard(storage);
                    Runtime.getRuntime().halt(code);
                });
        interruption.listen();

        try (Product product = Product.start(home, settings, storage.framework())) {
            if (List.of(arguments).equals(List.of(BUNDLES))) {
                product.unresolved().sentences().forEach(sentence -> System.err.println("clade: " + sentence));
                return product.print(System.out) ? ExitCode.DONE : ExitCode.FAILED;
            }
            Duration start = settings.seconds("clade.start.seconds", START_SECONDS);
            @SuppressWarnings("unchecked")
            ToIntFunction<String[]> main = product.await(ToIntFunction.class, COMMAND, start.toMillis());
            product.unresolved().sentences().forEach(sentence -> System.err.println("clade: " + sentence));
            Command command = new Command(main, arguments);
            endWithFramework(product, command);
            command.start();
            interruption.commandRuns(() -> {
                command.interrupt();
                product.call(INTERRUPT);
            });
            return interruption.exitCode(command.await());
        }
    }

    /** When somebody stops the framework, the command gets a moment to notice, and the process ends. */
    private static void endWithFramework(Product product, Command command) {
        Thread watch = new Thread(
                () -> {
                    try {
                        product.awaitStop();
                        command.interrupt();
                        TimeUnit.SECONDS.sleep(2);
                        command.giveUp(ExitCode.DONE);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "clade-framework");
        watch.setDaemon(true);
        watch.start();
    }

    private static void discard(FrameworkStorage storage) {
        try {
            storage.close();
        } catch (IOException e) {
            System.getLogger(Main.class.getName()).log(Level.DEBUG, "left to the next start", e);
        }
    }
}
