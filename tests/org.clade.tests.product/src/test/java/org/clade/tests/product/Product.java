package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The assembled product, used through {@code bin/clade} like a user. The working directory is the given folder, so the folder
 * {@code runs/} appears in it:
 *
 * <pre>
 * &#64;TempDir
 * private Path folder;
 *
 * &#64;Test
 * void trains() {
 *     Outcome run = new Product(folder).run("run", "gatcluster-28", "--limit", "300", "--epochs", "1");
 *     run.expect(0);
 *     JsonObject summary = run.onlyRun().json("summary.json");
 * }
 * </pre>
 */
final class Product implements Commands {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /**
     * Tests train for seconds, two at a time: the second compiler and a second thread cost more than they save. Nothing is kept for
     * the next start ({@link KeptStateTest} tests that), since many tests start a product of their own only once.
     */
    static final String QUICK = "-XX:TieredStopAtLevel=1 -Dclade.threads=1 -Dclade.start.cache=off";

    private final Path home;
    private final Path program;
    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private final Set<String> absent = new TreeSet<>();

    /** The product that the build has assembled. */
    Product(Path folder) {
        this(assembled(), assembled().resolve("bin/clade"), folder);
    }

    private Product(Path home, Path program, Path folder) {
        this.home = home;
        this.program = program;
        this.folder = folder;
    }

    /** {@return the product that the build has assembled, started through {@code ./clade} of the checkout} */
    static Product ofTheCheckout(Path folder) {
        return new Product(assembled(), assembled().resolve("../../../clade").normalize(), folder);
    }

    /** {@return the same product in a separate folder {@code clade}, in which tests may change {@code etc/} and {@code deploy/}} */
    static Product ofItsOwn(Path folder) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("clade"));
        for (String shared : List.of("bundles", "lib")) {
            Files.createSymbolicLink(copy.resolve(shared), assembled().resolve(shared));
        }
        for (String own : List.of("bin", "etc", "deploy")) {
            try (Stream<Path> files = Files.walk(assembled().resolve(own))) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            copy.resolve(assembled().relativize(file).toString()),
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return new Product(copy, copy.resolve("bin/clade"), folder);
    }

    /** {@return a folder with links to the bundles, which the product uses from now on; tests may add and remove bundles there} */
    Path ownBundles() throws IOException {
        Path bundles = home.resolve("bundles");
        Files.delete(bundles);
        Files.createDirectory(bundles);
        try (Stream<Path> jars = Files.list(assembled().resolve("bundles"))) {
            for (Path jar : jars.toList()) {
                Files.createSymbolicLink(bundles.resolve(jar.getFileName()), jar);
            }
        }
        return bundles;
    }

    /** {@return the product folder} */
    Path home() {
        return home;
    }

    /** {@return the product folder that the build has assembled} */
    static Path assembled() {
        Path home = Path.of(System.getProperty("clade.product", "../../product/target/clade"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isExecutable(home.resolve("bin/clade"))) {
            fail("There is no product in " + home + "; build it first: ./mvnw -q -B -DskipTests package");
        }
        return home;
    }

    /** {@return this product with the options of users instead of those of tests} */
    Product asDelivered() {
        return with("CLADE_OPTS", "");
    }

    /** {@return this product with an additional environment variable} */
    Product with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** {@return this product without an environment variable} */
    Product without(String variable) {
        absent.add(variable);
        return this;
    }

    @Override
    public Outcome run(String... arguments) {
        return start(arguments).await(PATIENCE);
    }

    /** {@return the running command} */
    Running start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(folder, ".out-", ".txt");
            Path err = Files.createTempFile(folder, ".err-", ".txt");
            ProcessBuilder builder = new ProcessBuilder(DefaultSignals.of(command))
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("CLADE_OPTS", QUICK);
            builder.environment().keySet().removeAll(absent);
            builder.environment().putAll(environment);
            return new Running(builder.start(), command, folder, out, err);
        } catch (IOException e) {
            return fail("The command " + command + " did not start", e);
        }
    }

    /** A running command. */
    record Running(Process process, List<String> command, Path folder, Path out, Path err) {
        /** {@return this, as soon as standard output or standard error holds the text} */
        Running awaitText(String text) throws InterruptedException {
            for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
                if ((Outcome.text(out) + Outcome.text(err)).contains(text)) {
                    return this;
                }
                assertFalse(
                        !process.isAlive() && !(Outcome.text(out) + Outcome.text(err)).contains(text),
                        () -> "'" + text + "' was never printed. " + outcome());
                TimeUnit.MILLISECONDS.sleep(50);
            }
            process.destroyForcibly();
            return fail("'" + text + "' was not printed in time. " + outcome());
        }

        /** {@return this, as soon as the one run has recorded such an event} */
        Running awaitEvent(String event) throws InterruptedException {
            String noted = "\"event\":\"" + event + "\"";
            for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
                boolean ended = !process.isAlive();
                for (RunFolder run : outcome().runs()) {
                    if (Files.exists(run.path().resolve("events.jsonl"))
                            && run.lines("events.jsonl").stream().anyMatch(line -> line.contains(noted))) {
                        return this;
                    }
                }
                assertFalse(ended, () -> "There was no event '" + event + "'. " + outcome());
                TimeUnit.MILLISECONDS.sleep(20);
            }
            process.destroyForcibly();
            return fail("There was no event '" + event + "' in time. " + outcome());
        }

        /** Sends a signal, for example {@code INT}. */
        Running signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            return this;
        }

        /** {@return the outcome of the command after its end; kills a command that takes too long} */
        Outcome await(Duration patience) {
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    return fail("Still running after " + patience.toSeconds() + " s. " + outcome());
                }
                return outcome();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                return fail(e);
            }
        }

        private Outcome outcome() {
            int code = process.isAlive() ? -1 : process.exitValue();
            return new Outcome(command, code, Outcome.text(out), Outcome.errors(err), folder);
        }
    }
}
