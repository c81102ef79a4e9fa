package org.clade.base.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProductProcessTest {

    /** A process of Java that waits for input, which never comes. */
    private static Process waiting() throws Exception {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jshell")
                        .toString())
                .start();
    }

    @Test
    void anExitCodeIsAResultOrAnInterruptionOrAFailure() {
        List<Integer> codes = List.of(0, 1, 2, 3, 4, 5, 130, 137, 143);
        assertEquals(
                List.of(0, 5), codes.stream().filter(ProductProcess::succeeded).toList());
        assertEquals(
                List.of(130, 143),
                codes.stream().filter(ProductProcess::stopped).toList());
        assertTrue(IntStream.range(0, 256)
                .noneMatch(code -> ProductProcess.succeeded(code) && ProductProcess.stopped(code)));
    }

    @Test
    void anInterruptedWaitKillsTheProcessAndStaysInterrupted() throws Exception {
        Process process = waiting();
        try {
            Thread.currentThread().interrupt();
            ProductProcess.awaitEnd(process);
            assertTrue(Thread.interrupted());
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        } finally {
            process.destroyForcibly();
        }
    }
}
