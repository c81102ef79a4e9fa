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
 * A product that goes on running while a test gives it one command after the other, as somebody does who sits at its shell. A bundle of
 * the test's own, beside the product's, reads commands from a folder and runs each in a session of Gogo.
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

                private void execute(String name, String text) {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    ByteArrayOutputStream err = new ByteArrayOutputStream();
                    Object code = 1;
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
     * Starts a product of its own.
     *
     * @param folder the working directory
     * @param options further options for the JVM
     * @return the product, up
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

    /** {@return where the jar of a name lies in the deploy folder} */
    Path deployed(String name) {
        return home.resolve("deploy").resolve(name);
    }

    /** Begins a command; the result is asked for with {@link #ended}. */
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

    /** {@return what a command that was begun has left} */
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

    /** {@return what a command leaves} */
    Outcome run(String command) throws InterruptedException {
        return ended(command, begin(command));
    }

    /** {@return the commands of this product; relative paths, and with them {@code runs/}, are in the folder} */
    Commands in(Path folder) {
        return words ->
                runIn(folder, Arrays.stream(words).map(LiveProduct::quoted).collect(Collectors.joining(" ")));
    }

    /** A word as Gogo reads it. */
    private static String quoted(String word) {
        assertFalse(word.contains("'"), () -> "Gogo's quotes cannot hold " + word);
        return PLAIN.matcher(word).matches() ? word : "'" + word + "'";
    }

    /**
     * Runs a script line by line, and waits for its runs in the background.
     *
     * @param in where relative paths start from
     * @param keepGoing whether it goes on behind a line that fails
     * @param lines the commands
     * @return all that was said, and the first exit code that is not 0
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

    /** {@return whether commands can be given} */
    boolean alive() {
        return running.process().isAlive();
    }

    /** {@return what a command leaves as soon as it is what is waited for} */
    Outcome await(String command, Predicate<Outcome> wanted) throws InterruptedException {
        Outcome latest = run(command);
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !wanted.test(latest); latest = run(command)) {
            Outcome shown = latest;
            assertTrue(System.nanoTime() < end, () -> "It did not come to that: " + shown + "\n" + said());
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return latest;
    }

    /** {@return what the process itself has said} */
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
