package org.clade.run.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The memory of processes as counted by the operating system, including the tensor engine's memory. */
public final class ProcessMemory {

    private ProcessMemory() {}

    /** {@return the largest resident size so far, in MiB; empty if the system does not report it (outside Linux)} */
    public static OptionalLong peakMegabytes() {
        return peak("self");
    }

    /**
     * The largest resident size of another process.
     *
     * @param pid its number
     * @return its size so far, in MiB; empty if it has ended, or if the system does not report it (outside Linux)
     */
    public static OptionalLong peakMegabytes(long pid) {
        return peak(Long.toString(pid));
    }

    private static OptionalLong peak(String process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", process, "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
