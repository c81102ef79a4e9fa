package org.clade.engine.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class OpenMpThreadsTest {

    /** The library that libtorch computes with, loaded by libtorch. */
    private static final Path NATIVES = TorchEngine.start().info().natives().folder();

    @Test
    void thereAreMoreThreadsThanProcessorsWhileTheyShallNotSpinAndNoneLeftAfterwards()
            throws IOException, InterruptedException {
        OpenMpThreads threads = OpenMpThreads.of(NATIVES).orElseThrow();
        int processors = Runtime.getRuntime().availableProcessors();
        threads.spin(true);
        assertEquals(0, idle());
        threads.spin(false);
        threads.spin(false);
        assertTrue(idle() > processors, () -> processors + " processors");
        threads.spin(true);
        for (int i = 0; i < 1000 && idle() > 0; i++) {
            Thread.sleep(10);
        }
        assertEquals(0, idle());
    }

    @Test
    void thereAreNoneWithoutTheLibrary(@TempDir Path folder) throws IOException {
        assertTrue(OpenMpThreads.of(folder).isEmpty());
        assertTrue(OpenMpThreads.of(folder.resolve("none")).isEmpty());
    }

    @Test
    void theWatchLooksUnlessTheUserHasChosen() throws InterruptedException {
        assertTrue(
                SpinMonitor.begin(NATIVES, Map.of("OMP_WAIT_POLICY", "ACTIVE")).isEmpty());
        assertTrue(SpinMonitor.begin(NATIVES, Map.of("GOMP_SPINCOUNT", "7")).isEmpty());
        Optional<Thread> watch = SpinMonitor.begin(NATIVES, Map.of());
        assertTrue(watch.orElseThrow().isAlive());
        watch.get().interrupt();
        watch.get().join(10_000);
        assertFalse(watch.get().isAlive());
    }

    /** Threads of Linux take the name of the thread that made them, cut to fifteen letters. */
    private static long idle() throws IOException {
        List<Path> tasks;
        try (Stream<Path> all = Files.list(CpuContention.TASKS)) {
            tasks = all.toList();
        }
        long idle = 0;
        for (Path task : tasks) {
            try {
                idle += Files.readString(task.resolve("comm")).startsWith("clade-engine-id") ? 1 : 0;
            } catch (IOException e) {
                continue; // ended since
            }
        }
        return idle;
    }
}
