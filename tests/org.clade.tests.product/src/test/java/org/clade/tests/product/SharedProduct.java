package org.clade.tests.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One product process for all tests of this JVM that test commands and not the process: starting Clade takes longer than most
 * commands. Every test has its own working directory. The process starts with the first test that needs it, and again after a test
 * that has ended it.
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

    /** It ends with this JVM: surefire runs every class separately, so no class knows that it is the last. */
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
