package org.clade.engine.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorsTest {

    @TempDir
    private Path folder;

    @Test
    void countsACoreWithTwoThreadsOnce() throws IOException {
        assertEquals(4, cores("0-7"));
    }

    @Test
    void countsOnlyWhatTheProcessIsBoundTo() throws IOException {
        assertEquals(3, cores("0-1,4,6-7"));
    }

    @Test
    void leavesTheCountToTheJvmWhereThereIsNoTopology() {
        assertEquals(Integer.MAX_VALUE, Processors.physicalCores(folder.resolve("none"), folder));
        assertTrue(Processors.physicalCores() >= 1);
        assertTrue(Processors.physicalCores() <= Runtime.getRuntime().availableProcessors());
    }

    private int cores(String allowed) throws IOException {
        for (int cpu = 0; cpu < 8; cpu++) {
            Path topology = Files.createDirectories(folder.resolve("cpu" + cpu + "/topology"));
            Files.writeString(topology.resolve("thread_siblings_list"), (cpu & ~1) + "-" + (cpu | 1) + "\n");
        }
        Path status = Files.writeString(
                folder.resolve("status"), "Name:\tjava\nCpus_allowed:\tff\nCpus_allowed_list:\t" + allowed + "\n");
        return Processors.physicalCores(status, folder);
    }
}
