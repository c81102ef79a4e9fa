package org.clade.run.benchmark.suite;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Processor time, user and system. On a machine with other work it says more than the clock. */
final class ProcessorTime {

    private static final double NANOS = 1e9;

    private ProcessorTime() {}

    /** {@return the processor time of a process so far; zero if the system does not report it} */
    static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Measures work.
     *
     * @param work what all threads of this process do meanwhile counts
     * @return its processor time in seconds
     * @throws Exception as the work does
     */
    static double seconds(Callable<?> work) throws Exception {
        Duration before = of(ProcessHandle.current());
        work.call();
        return of(ProcessHandle.current()).minus(before).toNanos() / NANOS;
    }
}
