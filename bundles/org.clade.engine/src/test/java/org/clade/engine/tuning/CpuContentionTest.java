package org.clade.engine.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuContentionTest {

    @TempDir
    private Path tasks;

    @Test
    void tellsThePartThatTheLongestWaitingThreadWaited() throws IOException {
        CpuContention queue = new CpuContention(tasks);
        thread(1, 1_000, 0);
        thread(2, 1_000, 0);
        assertEquals(0, queue.waited());
        thread(1, 600_001_000, 200_000_000);
        thread(2, 800_001_000, 0);
        assertEquals(0.25, queue.waited());
        thread(1, 1_200_001_000, 200_000_000);
        thread(2, 1_000_001_000, 600_000_000);
        assertEquals(0.75, queue.waited());
    }

    @Test
    void passesOverThreadsThatComputeNothingThatAreNewAndThatHaveEnded() throws IOException {
        CpuContention queue = new CpuContention(tasks);
        thread(1, 0, 0);
        thread(2, 0, 0);
        queue.waited();
        thread(1, 1_000_000, 9_000_000);
        Files.delete(tasks.resolve("2/schedstat"));
        thread(3, 900_000_000, 900_000_000);
        assertEquals(0, queue.waited());
    }

    @Test
    void aCompilersWaitingIsNobodysCrowd() throws IOException {
        CpuContention queue = new CpuContention(tasks);
        thread(1, 0, 0);
        thread(2, 0, 0);
        queue.waited();
        thread(1, 900_000_000, 100_000_000);
        thread(2, 290_000_000, 260_000_000);
        assertEquals(0.1, queue.waited());
    }

    @Test
    void saysWhetherTheSystemCounts() throws IOException {
        assertFalse(new CpuContention(tasks.resolve("none")).counts());
        Files.createDirectories(tasks.resolve("1"));
        assertFalse(new CpuContention(tasks).counts());
        thread(1, 0, 0);
        assertTrue(new CpuContention(tasks).counts());
    }

    private void thread(int id, long ran, long waited) throws IOException {
        Path folder = Files.createDirectories(tasks.resolve(String.valueOf(id)));
        Files.writeString(folder.resolve("schedstat"), ran + " " + waited + " 7\n");
    }
}
