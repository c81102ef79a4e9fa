package org.clade.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessExitTest {
    private final List<Integer> exits = new ArrayList<>();
    private final BlockingQueue<Integer> halts = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ProcessExit exit(Duration limit) {
        StandardStreams streams =
                new StandardStreams(new ByteArrayOutputStream(), err, StandardCharsets.UTF_8, StandardCharsets.UTF_8);
        return new ProcessExit(streams, limit, exits::add, halts::add);
    }

    @Test
    void theFirstCodeIsKept() {
        ProcessExit exit = exit(Duration.ofMinutes(1));
        assertEquals(7, exit.code(7));
        exit.decide(3);
        exit.exit(0);
        exit.halt(0);

        assertEquals(List.of(3), exits);
        assertEquals(3, halts.poll());
        assertTrue(exit.exits(Thread.currentThread()));
    }

    @Test
    void aCodeThatIsSetIsNotChangedByACommandThatEndsLater() {
        ProcessExit exit = exit(Duration.ofMillis(1));
        assertTrue(exit.set(1));
        assertFalse(exit.set(0));
        exit.decide(130);
        exit.exit(130);
        exit.halt(130);

        assertEquals(List.of(1), exits);
        assertEquals(1, halts.poll());
    }

    @Test
    void aThreadThatHoldsUpTheEndIsNamed() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        ProcessExit exit = exit(Duration.ofSeconds(1));
        exit.decide(3);
        Thread hook = new Thread(
                () -> {
                    try {
                        blocked.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "a-hook");
        hook.start();
        try {
            assertEquals(3, halts.poll(1, TimeUnit.MINUTES));
            String said = err.toString(StandardCharsets.UTF_8);
            assertTrue(said.startsWith("clade: The thread 'a-hook'"), said);
            assertTrue(said.contains("still busy 1 s after the command had ended"), said);
        } finally {
            blocked.countDown();
        }
    }
}
