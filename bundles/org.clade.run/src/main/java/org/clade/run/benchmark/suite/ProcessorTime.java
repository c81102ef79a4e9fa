package org.clade.run.benchmark.suite;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Processor time, user and system. On a machine with other work it says more than the clock. */
final class ProcessorTime {

    private static final double NANOS = 1e9;

    /** The system counts in steps of 10 ms, so this is measured to a few percent. */
    private static final Duration LEAST = Duration.ofMillis(250);

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

    /**
     * Measures short work, which is repeated for a quarter of a second.
     *
     * @param work what all threads of this process do meanwhile counts
     * @return its mean processor time in seconds
     * @throws Exception as the work does
     */
    static double secondsEach(Callable<?> work) throws Exception {
        Duration before = of(ProcessHandle.current());
        long begin = System.nanoTime();
        int times = 0;
        do {
            work.call();
            times++;
        } while (System.nanoTime() - begin < LEAST.toNanos());
        return of(ProcessHandle.current()).minus(before).toNanos() / NANOS / times;
    }
}
