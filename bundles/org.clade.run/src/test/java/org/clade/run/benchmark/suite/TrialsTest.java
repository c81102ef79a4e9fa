package org.clade.run.benchmark.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrialsTest {

    private final AtomicInteger trials = new AtomicInteger();

    @Test
    void theOnlyTrialCounts() throws Exception {
        assertEquals(List.of(1), Trials.within(Duration.ZERO, trials::incrementAndGet));
    }

    @Test
    void theFirstOfSeveralWarmsUp() throws Exception {
        List<Integer> results = Trials.within(Duration.ofMillis(200), () -> {
            Thread.sleep(20);
            return trials.incrementAndGet();
        });
        assertEquals(trials.get() == 1 ? 1 : 2, results.get(0));
        assertEquals(trials.get(), results.get(results.size() - 1));
    }

    @Test
    void aTrialThatFailsEndsIt() {
        assertThrows(
                IOException.class,
                () -> Trials.within(Duration.ofDays(1), () -> {
                    throw new IOException();
                }));
    }

    @Test
    void theMedianCounts() {
        assertEquals(
                3, Trials.median("piece", "name", List.of(9.0, 1.0, 3.0), "s").value());
    }

    @Test
    void workTakesProcessorTime() throws Exception {
        double seconds = ProcessorTime.seconds(() -> {
            Duration before = ProcessorTime.of(ProcessHandle.current());
            double sum = 0;
            while (ProcessorTime.of(ProcessHandle.current()).minus(before).toMillis() < 50) {
                sum += Math.sin(sum + 1);
            }
            return sum;
        });
        assertTrue(seconds >= 0.05, seconds + " s");
    }

    @Test
    void workShorterThanAStepOfTheClockTakesTimeToo() throws Exception {
        double seconds = ProcessorTime.secondsEach(() -> {
            trials.incrementAndGet();
            long end = System.nanoTime() + 1_000_000;
            double sum = 0;
            while (System.nanoTime() < end) {
                sum += Math.sin(sum + 1);
            }
            return sum;
        });
        assertTrue(trials.get() > 1, trials + " times");
        assertTrue(seconds > 0, seconds + " s");
    }
}
