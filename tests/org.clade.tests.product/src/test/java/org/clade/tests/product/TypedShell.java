package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The interactive shell on a separate terminal, with typed input. It needs {@code script} of util-linux. */
final class TypedShell implements AutoCloseable {
    private static final Path TERMINAL = Path.of("/usr/bin/script");
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final Path screen;
    private int read;

    /** Starts a shell in a folder. */
    TypedShell(Product product, Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(TERMINAL) && System.getProperty("os.name").equals("Linux"),
                "there is no program that creates a terminal");
        screen = Files.createTempFile(folder, ".screen-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(DefaultSignals.of(List.of(
                        TERMINAL.toString(), "-qefc", quoted(product.home().resolve("bin/clade")), "/dev/null")))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        builder.environment().put("TERM", "dumb");
        process = builder.start();
        await("clade> ");
    }

    /** {@return a path, quoted for the shell that starts the command} */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    /** Types a command and waits for a text in its answer. */
    TypedShell type(String command, String answer) throws IOException, InterruptedException {
        Writer keys = process.outputWriter(StandardCharsets.UTF_8);
        read = text().length();
        keys.write(command + "\r");
        keys.flush();
        return await(answer);
    }

    /** Waits for a text on the screen, ignoring line breaks. */
    TypedShell await(String answer) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS); System.nanoTime() < end; ) {
            String text = text();
            String since = text.substring(Math.min(read, text.length())).replaceAll("\\s+", " ");
            if (since.contains(answer)) {
                return this;
            }
            if (!process.isAlive()) {
                return fail("The shell ended without printing '" + answer + "': " + text);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return fail("'" + answer + "' was not said in time: " + text());
    }

    private String text() throws IOException {
        return Files.readString(screen, StandardCharsets.ISO_8859_1);
    }

    /** Leaves the shell. */
    @Override
    public void close() throws IOException {
        try (Writer keys = process.outputWriter(StandardCharsets.UTF_8)) {
            keys.write("exit\r");
            keys.flush();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                fail("The shell did not end: " + text());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
