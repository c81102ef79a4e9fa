package org.clade.deploy.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeLimitedThreadTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void resultsAndFailuresOfAnyKindComeBack() throws Exception {
        try (TimeLimitedThread thread = new TimeLimitedThread("test")) {
            assertEquals(4, thread.call(LONG, () -> 4));
            ExecutionException failure = assertThrows(
                    ExecutionException.class,
                    () -> thread.call(LONG, () -> {
                        throw new StackOverflowError();
                    }));
            assertInstanceOf(StackOverflowError.class, failure.getCause());
            assertEquals(5, thread.call(LONG, () -> 5));
        }
    }

    @Test
    void whatBlocksIsNamedInterruptedAndLeftBehind() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (TimeLimitedThread thread = new TimeLimitedThread("test")) {
            CheckTimeoutException overdue = assertThrows(
                    CheckTimeoutException.class,
                    () -> thread.call(Duration.ofMillis(200), () -> blocking(never, interrupted)));
            assertTrue(overdue.getMessage().contains("TimeLimitedThreadTest.blocking"), overdue::getMessage);
            assertTrue(interrupted.await(1, TimeUnit.MINUTES));
        }
    }

    private static Void blocking(CountDownLatch never, CountDownLatch interrupted) throws InterruptedException {
        try {
            never.await();
            return null;
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }
}
