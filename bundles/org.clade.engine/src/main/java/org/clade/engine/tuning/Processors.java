package org.clade.engine.tuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The processors that this process may compute with. */
final class Processors {

    private static final Path TOPOLOGY = Path.of("/sys/devices/system/cpu");
    private static final Path STATUS = Path.of("/proc/self/status");

    private Processors() {}

    /**
     * Counts physical cores: two hardware threads of one core share its arithmetic units, so a second thread there only
     * gets in the way.
     *
     * @return the physical cores among the processors this process is bound to, at most what its container allows
     */
    static int physicalCores() {
        return Math.min(Runtime.getRuntime().availableProcessors(), physicalCores(STATUS, TOPOLOGY));
    }

    static int physicalCores(Path status, Path topology) {
        try {
            Set<String> cores = new HashSet<>();
            for (int cpu : allowed(Files.readString(status))) {
                cores.add(Files.readString(topology.resolve("cpu" + cpu + "/topology/thread_siblings_list"))
                        .strip());
            }
            return cores.isEmpty() ? Integer.MAX_VALUE : cores.size();
        } catch (IOException | NumberFormatException e) {
            return Integer.MAX_VALUE; // not Linux: the JVM's own count decides
        }
    }

    private static Set<Integer> allowed(String status) {
        Set<Integer> cpus = new HashSet<>();
        status.lines()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .flatMap(line -> java.util.Arrays.stream(
                        line.substring(line.indexOf(':') + 1).strip().split(",")))
                .forEach(range -> {
                    int dash = range.indexOf('-');
                    int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                    int last = Integer.parseInt(dash < 0 ? range : range.substring(dash + 1));
                    for (int cpu = first; cpu <= last; cpu++) {
                        cpus.add(cpu);
                    }
                });
        return cpus;
    }
}
