package org.clade.tests.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One product process for all tests of this JVM that ask what a command does, and not what a process does: starting Clade takes
 * longer than most commands. Every test has its own working directory. The process starts at the first test that needs it, and
 * again after a test that has ended it.
 *
 * <pre>
 * &#64;RegisterExtension
 * private static final SharedProduct CLADE = new SharedProduct();
 *
 * &#64;TempDir
 * private Path folder;
 *
 * &#64;Test
 * void trains() {
 *     CLADE.in(folder).run("run", "gatcluster-28", "--limit", "100", "--max-batches", "1").expect(0);
 * }
 * </pre>
 */
final class SharedProduct implements BeforeEachCallback {
    private static LiveProduct product;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (product == null || !product.alive()) {
            product = started();
        }
    }

    /** It ends with this JVM: surefire has the launcher of JUnit run every class by itself, so no class is known to be the last. */
    private static LiveProduct started() throws IOException {
        Path folder = Files.createTempDirectory("clade-shared-").toRealPath();
        LiveProduct started = LiveProduct.start(folder, "");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, folder), "end of the shared product"));
        return started;
    }

    private static void end(LiveProduct product, Path folder) {
        try {
            product.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            System.err.println(folder + " is left: " + e);
        }
    }

    /** {@return the commands of the process; relative paths, and with them {@code runs/}, are in the folder} */
    Commands in(Path folder) {
        return product.in(folder);
    }

    /** {@return the process itself} */
    LiveProduct process() {
        return product;
    }
}
