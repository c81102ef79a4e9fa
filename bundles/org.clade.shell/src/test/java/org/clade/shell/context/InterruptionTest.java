package org.clade.shell.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    private final Interruption interruption = new Interruption();
    private final AtomicInteger stops = new AtomicInteger();

    @Test
    void theFirstIsGentleTheSecondInterruptsTheThread() {
        interruption.gently(stops::incrementAndGet);
        interruption.fire();
        assertEquals(1, stops.get());
        assertFalse(Thread.interrupted());
        interruption.fire();
        assertEquals(1, stops.get());
        assertTrue(Thread.interrupted());
    }

    @Test
    void oneThatCameEarlyIsNotForgotten() {
        interruption.fire();
        assertTrue(Thread.interrupted());
        interruption.gently(stops::incrementAndGet);
        assertEquals(1, stops.get());
    }

    @Test
    void leavableWorkGivesItsResultOrItsFailure() throws Exception {
        assertEquals(3, Interruption.leavable(() -> 1 + 2));
        assertThrows(
                RefusedException.class,
                () -> Interruption.leavable(() -> {
                    throw new RefusedException("no");
                }));
        assertThrows(
                AssertionError.class,
                () -> Interruption.leavable(() -> {
                    throw new AssertionError("no");
                }));
    }

    @Test
    void leavableWorkIsInterruptedAndAwaited() {
        AtomicBoolean ended = new AtomicBoolean();
        interruption.fire();
        assertThrows(
                InterruptedException.class,
                () -> Interruption.leavable(() -> {
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        ended.set(true);
                    }
                    return 1;
                }));
        assertTrue(ended.get());
    }

    @Test
    void leavableWorkIsLeftBehind() {
        CountDownLatch never = new CountDownLatch(1);
        interruption.fire();
        assertThrows(
                InterruptedException.class,
                () -> Interruption.leavable(() -> {
                    while (true) {
                        try {
                            never.await();
                            return 1;
                        } catch (InterruptedException e) {
                            // it goes on
                        }
                    }
                }));
        assertEquals(1, never.getCount());
        never.countDown();
    }
}
