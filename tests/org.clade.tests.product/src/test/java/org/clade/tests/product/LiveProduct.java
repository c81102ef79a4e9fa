package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A running product that executes a test's commands one after the other, like a shell. An additional bundle reads commands from a
 * folder and runs each in a session of Gogo.
 */
final class LiveProduct implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern PLAIN = Pattern.compile("[\\w./:+-]+");
    private static final Set<String> UNDER_WAY = Set.of("preparing", "running", "stopping");
    private static final String REMOTE = "org.example.remote";
    private static final String REMOTE_SHELL =
            """
            package org.example.remote;

            import java.io.*;
            import java.nio.file.*;
            import java.util.stream.Stream;
            import org.apache.felix.service.command.*;
            import org.osgi.framework.*;

            public final class Remote implements BundleActivator {
                private BundleContext context;
                private final Path folder = Path.of(System.getProperty("clade.remote"));
                private final ProcessHandle tests = ProcessHandle.of(Long.getLong("clade.remote.tests")).orElseThrow();

                public void start(BundleContext context) {
                    this.context = context;
                    thread("remote", this::watch);
                }

                public void stop(BundleContext context) {}

                private static void thread(String name, Runnable work) {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    thread.start();
                }

                private void watch() {
                    try {
                        while (tests.isAlive()) {
                            try (Stream<Path> files = Files.list(folder)) {
                                for (Path file : files.filter(f -> f.toString().endsWith(".cmd")).toList()) {
                                    String text = Files.readString(file);
                                    Files.delete(file);
                                    String name = file.getFileName().toString().replace(".cmd", "");
                                    thread("remote " + name, () -> execute(name, text));
                                }
                            }
                            Thread.sleep(20);
                        }
                        Runtime.getRuntime().halt(1);
                    } catch (Exception e) {
                        e.printStackTrace();
                    }
                }

                /** The script that this product runs brings Clade's commands; a bundle may be there before it. */
                private void awaitCommands() {
                    try {
                        while (context.getServiceReferences((String) null, "(osgi.command.function=run)") == null) {
                            Thread.sleep(20);
                        }
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }

                private void execute(String name, String text) {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    ByteArrayOutputStream err = new ByteArrayOutputStream();
                    Object code = 1;
                    awaitCommands();
                    CommandProcessor processor = context.getService(context.getServiceReference(CommandProcessor.class));
                    try (CommandSession session = processor.createSession(
                            InputStream.nullInputStream(), new PrintStream(out, true), new PrintStream(err, true))) {
                        String[] folderAndCommands = text.split("\\n", 2);
                        session.currentDir(Path.of(folderAndCommands[0]));
                        session.put("SCOPE", "clade:gogo:felix:*");
                        session.put("code", 0);
                        Object result = session.execute(folderAndCommands[1]);
                        if (result != null) {
                            session.getConsole().println(session.format(result, 0));
                        }
                        code = session.get("code");
                    } catch (Exception e) {
                        new PrintStream(err, true).println(e);
                    }
                    try {
                        Files.write(folder.resolve(name + ".out"), out.toByteArray());
                        Files.write(folder.resolve(name + ".err"), err.toByteArray());
                        Files.writeString(folder.resolve(name + ".part"), String.valueOf(code));
                        Files.move(folder.resolve(name + ".part"), folder.resolve(name + ".code"));
                    } catch (IOException e) {
                        e.printStackTrace();
                    }
                }
            }
            """;

    private final Path folder;
    private final Path home;
    private final Path commands;
    private final Product.Running running;
    private final AtomicInteger count = new AtomicInteger();

    private LiveProduct(Path folder, Path home, Path commands, Product.Running running) {
        this.folder = folder;
        this.home = home;
        this.commands = commands;
        this.running = running;
    }

    /**
     * Starts a separate product.
     *
     * @param folder the working directory
     * @param options further options for the JVM
     * @return the running product
     */
    static LiveProduct start(Path folder, String options) throws IOException {
        Product product = Product.ofItsOwn(folder);
        Path bundles = product.ownBundles();
        Path commands = Files.createDirectory(folder.resolve("commands"));
        SmallBundle.named(REMOTE, folder)
                .source(REMOTE + ".Remote", REMOTE_SHELL)
                .with("Bundle-Activator", REMOTE + ".Remote")
                .jar(bundles.resolve("remote.jar"));
        Path script = Files.writeString(folder.resolve("wait.clade"), "sleep 100000\n");
        Product.Running running = product.with(
                        "CLADE_OPTS",
                        Product.QUICK + " " + options + " -Dclade.remote=" + commands + " -Dclade.remote.tests="
                                + ProcessHandle.current().pid())
                .start("-f", script.toString());
        return new LiveProduct(folder, product.home(), commands, running);
    }

    /** {@return the product folder} */
    Path home() {
        return home;
    }

    /** {@return the path of a jar in the deploy folder} */
    Path deployed(String name) {
        return home.resolve("deploy").resolve(name);
    }

    /** Starts a command; {@link #ended} returns its result. */
    int begin(String command) {
        return begin(folder, command);
    }

    private int begin(Path in, String command) {
        int number = count.incrementAndGet();
        try {
            Path aside = Files.writeString(commands.resolve(number + ".tmp"), in + "\n" + command);
            Files.move(aside, commands.resolve(number + ".cmd"), StandardCopyOption.ATOMIC_MOVE);
            return number;
        } catch (IOException e) {
            return fail(e);
        }
    }

    /** {@return the outcome of a started command} */
    Outcome ended(String command, int number) throws InterruptedException {
        return ended(folder, command, number);
    }

    private Outcome ended(Path in, String command, int number) throws InterruptedException {
        Path code = commands.resolve(number + ".code");
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !Files.exists(code); ) {
            assertTrue(running.process().isAlive(), () -> "Clade has ended. " + said());
            assertTrue(System.nanoTime() < end, () -> command + " does not end. " + said());
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new Outcome(
                List.of(command),
                Integer.parseInt(Outcome.text(code)),
                Outcome.text(commands.resolve(number + ".out")),
                Outcome.text(commands.resolve(number + ".err")),
                in);
    }

    /** {@return the outcome of a command} */
    Outcome run(String command) throws InterruptedException {
        return ended(command, begin(command));
    }

    /** {@return the commands of this product; relative paths, and with them {@code runs/}, are in the folder} */
    Commands in(Path folder) {
        return words ->
                runIn(folder, Arrays.stream(words).map(LiveProduct::quoted).collect(Collectors.joining(" ")));
    }

    /** Quotes a word for Gogo. */
    private static String quoted(String word) {
        assertFalse(word.contains("'"), () -> "Gogo's quotes cannot hold " + word);
        return PLAIN.matcher(word).matches() ? word : "'" + word + "'";
    }

    /**
     * Runs a script line by line, and waits for its runs in the background.
     *
     * @param in the working directory
     * @param keepGoing whether it continues after a failed line
     * @param lines the commands
     * @return the whole output, and the first exit code other than 0
     */
    Outcome script(Path in, boolean keepGoing, List<String> lines) throws InterruptedException {
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        int code = 0;
        for (String line : lines) {
            Outcome outcome = runIn(in, line);
            out.append(outcome.out());
            err.append(outcome.err());
            code = code == 0 ? outcome.code() : code;
            if (code != 0 && !keepGoing) {
                break;
            }
        }
        await("status --json", status -> status.json().getAsJsonArray().asList().stream()
                .map(run -> run.getAsJsonObject().get("state").getAsString())
                .noneMatch(UNDER_WAY::contains));
        return new Outcome(lines, code, out.toString(), err.toString(), in);
    }

    private Outcome runIn(Path in, String command) {
        try {
            return ended(in, command, begin(in, command));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(e);
        }
    }

    /** {@return whether the product accepts commands} */
    boolean alive() {
        return running.process().isAlive();
    }

    /** {@return the outcome of a repeated command as soon as it meets a condition} */
    Outcome await(String command, Predicate<Outcome> wanted) throws InterruptedException {
        Outcome latest = run(command);
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !wanted.test(latest); latest = run(command)) {
            Outcome shown = latest;
            assertTrue(System.nanoTime() < end, () -> "The condition was not met: " + shown + "\n" + said());
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return latest;
    }

    /** {@return the output of the process itself} */
    String said() {
        return Outcome.text(running.out()) + Outcome.text(running.err());
    }

    @Override
    public void close() throws IOException {
        try {
            running.signal("TERM").process().waitFor(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.process().destroyForcibly();
    }
}
