package org.clade.engine.tuning;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How long the threads of this process wait for a processor, as Linux counts it ({@code /proc/self/task/<thread>/schedstat}:
 * nanoseconds on a processor, nanoseconds in the queue for one, turns).
 */
final class CpuContention {

    /** Where Linux lists the threads of this process. */
    static final Path TASKS = Path.of("/proc/self/task");

    /**
     * In ns: a thread that ran and waited for less than this in the last second does not train. Java's compilers stay below it, and
     * whether they wait does not matter.
     */
    private static final long BUSY = 600_000_000;

    private final Path tasks;
    private Map<Path, Times> before = Map.of();

    private record Times(long ran, long waited) {}

    CpuContention(Path tasks) {
        this.tasks = tasks;
    }

    /** {@return whether this system counts waiting} */
    boolean counts() {
        try {
            return !look().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Measures all threads.
     *
     * @return the fraction of its time (0 to 1) that a computing thread waited for a processor since the last call, for the thread
     *     that waited longest; 0 if none computed
     * @throws IOException if the threads cannot be listed
     */
    double waited() throws IOException {
        Map<Path, Times> now = look();
        double longest = 0;
        for (Map.Entry<Path, Times> thread : now.entrySet()) {
            Times last = before.get(thread.getKey());
            if (last != null) {
                long ran = thread.getValue().ran() - last.ran();
                long waited = thread.getValue().waited() - last.waited();
                if (ran + waited > BUSY) {
                    longest = Math.max(longest, (double) waited / (ran + waited));
                }
            }
        }
        before = now;
        return longest;
    }

    private Map<Path, Times> look() throws IOException {
        Map<Path, Times> times = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                try {
                    String[] numbers =
                            Files.readString(thread.resolve("schedstat")).split("\\s+");
                    times.put(thread, new Times(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
                } catch (IOException | NumberFormatException e) {
                    continue; // the thread has ended, or this Linux does not count
                }
            }
        }
        return times;
    }
}
