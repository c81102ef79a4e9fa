package org.clade.engine.tuning;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Whether a device has units that multiply matrices in bfloat16, as Linux reports it; on other systems the answer is no. */
final class Bf16Support {

    /** The flags of x86-64 (AMX, AVX-512) and of aarch64. */
    private static final List<String> FLAGS = List.of("amx_bf16", "avx512_bf16", "bf16");

    /** The flag of units that multiply tiles. */
    private static final List<String> TILES = List.of("amx_bf16");

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Bf16Support() {}

    /** {@return whether computing in bfloat16 is worth its casts; recent GPUs have the units} */
    static boolean of(Device device) {
        return device.isGpu() || listed(PROCESSORS);
    }

    /** {@return whether the processors multiply tiles of 16 rows (AMX)} */
    static boolean tiles() {
        return listed(PROCESSORS, TILES);
    }

    /** {@return whether a list of processors, in the form of {@code /proc/cpuinfo}, has one of the flags} */
    static boolean listed(Path processors) {
        return listed(processors, FLAGS);
    }

    private static boolean listed(Path processors, List<String> wanted) {
        try (Stream<String> lines = Files.lines(processors)) {
            return lines.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .flatMap(line -> Arrays.stream(line.split("\\s+")))
                    .anyMatch(wanted::contains);
        } catch (IOException e) {
            return false; // not Linux
        }
    }
}
