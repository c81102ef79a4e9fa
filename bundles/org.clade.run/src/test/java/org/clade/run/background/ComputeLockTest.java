package org.clade.run.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;

class ComputeLockTest {

    private final ComputeLock lock = new ComputeLock();

    @Test
    void shortWorkHasItsTurnBetweenTwoSteps() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread run = new Thread(lock.held(() -> {
            begun.countDown();
            for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
                    !done.isDone() && System.nanoTime() < end; ) {
                order.add("step");
                order.add("step ends");
                lock.lend();
            }
        }));
        run.start();
        begun.await();
        assertEquals("result", lock.during(() -> {
            order.add("check");
            done.complete(null);
            return "result";
        }));
        run.join();
        int check = order.indexOf("check");
        assertTrue(check > 0 && order.get(check - 1).equals("step ends"), order::toString);
    }

    @Test
    void whereTheTurnIsLostShortWorkIsRefusedInWords() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread blocked = new Thread(lock.held(() -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        blocked.start();
        begun.await();
        lock.lost(blocked, "It blocks.");
        assertEquals(
                "It blocks.",
                assertThrows(RefusedException.class, () -> lock.during(() -> 1)).getMessage());
        assertThrows(RefusedException.class, lock::checkNotLost);
        end.countDown();
        blocked.join();
        assertEquals(1, lock.during(() -> 1), "what was blocked has come back");
    }
}
