package org.clade.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All is done once, on no more threads than are allowed, and what fails is thrown to the caller. */
class DecodeThreadsTest {

    private final String before = System.getProperty("clade.threads");

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty("clade.threads");
        } else {
            System.setProperty("clade.threads", before);
        }
    }

    @Test
    void eachNumberComesOnce() {
        AtomicIntegerArray times = new AtomicIntegerArray(1000);
        DecodeThreads.forEach(10, 1000, times::incrementAndGet);
        for (int i = 0; i < 1000; i++) {
            assertEquals(i < 10 ? 0 : 1, times.get(i));
        }
        DecodeThreads.forEach(5, 5, i -> {
            throw new AssertionError("nothing to do");
        });
    }

    @Test
    void thereAreAsManyThreadsAsThePropertySays() {
        for (int threads : new int[] {1, 3}) {
            System.setProperty("clade.threads", Integer.toString(threads));
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            DecodeThreads.forEach(0, 60, i -> {
                seen.add(Thread.currentThread());
                sleep();
            });
            assertTrue(seen.size() <= threads, seen.size() + " threads");
            assertTrue(threads > 1 || seen.contains(Thread.currentThread()));
        }
    }

    @Test
    void theFirstFailureIsThrown() {
        IllegalStateException failure = new IllegalStateException("7");
        assertSame(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> DecodeThreads.forEach(0, 100, i -> {
                            if (i == 7) {
                                throw failure;
                            }
                        })));
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
