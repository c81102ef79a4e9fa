package org.clade.base.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SerialWorkerTest {

    private final SerialWorker worker = new SerialWorker("test");

    @Test
    void worksInOrderAndHandsResultsAndFailuresBack() throws InterruptedException {
        List<Integer> done = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            worker.execute(() -> done.add(number));
        }
        assertEquals("test", worker.call(() -> Thread.currentThread().getName()));
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), done);
        assertThrows(
                IllegalArgumentException.class,
                () -> worker.call(() -> {
                    throw new IllegalArgumentException();
                }));
        worker.close();
    }

    @Test
    void doesWhatItWasGivenBeforeItIsClosedAndNothingAfterwards() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> done = new CopyOnWriteArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        worker.execute(() -> {
            started.countDown();
            try {
                goOn.await();
                done.add("first");
            } catch (InterruptedException e) {
                done.add("interrupted");
            }
        });
        worker.execute(() -> {
            done.add("second");
            ended.countDown();
        });
        assertTrue(started.await(1, TimeUnit.MINUTES));
        worker.close();
        worker.execute(() -> done.add("late"));
        goOn.countDown();
        assertTrue(ended.await(1, TimeUnit.MINUTES));
        assertEquals(List.of("first", "second"), done);
    }

    @Test
    void repeatsUntilItIsAbandoned() throws InterruptedException {
        CountDownLatch thrice = new CountDownLatch(3);
        CountDownLatch interrupted = new CountDownLatch(1);
        worker.repeat(
                () -> {
                    thrice.countDown();
                    if (thrice.getCount() == 0) {
                        try {
                            Thread.sleep(Duration.ofMinutes(1).toMillis());
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                        }
                    }
                },
                Duration.ofMillis(1));
        assertTrue(thrice.await(1, TimeUnit.MINUTES));
        worker.abandon();
        assertTrue(interrupted.await(1, TimeUnit.MINUTES));
    }
}
