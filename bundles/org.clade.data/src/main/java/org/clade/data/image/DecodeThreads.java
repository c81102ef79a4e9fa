package org.clade.data.image;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** The threads for decoding: as many as the property {@code clade.threads} says, else one per processor. */
public final class DecodeThreads {

    private static final String PROPERTY = "clade.threads";
    private static final int IDLE_SECONDS = 10;

    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "clade-decode");
                thread.setDaemon(true);
                return thread;
            });

    private DecodeThreads() {}

    /** {@return how many threads decode for one caller, including itself} */
    static int count() {
        int wanted = Integer.getInteger(PROPERTY, 0);
        return wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
    }

    /**
     * Runs work for each number of a range in parallel, and waits for the end.
     *
     * @param from the first number
     * @param to the number after the last
     * @param work runs for each number; the first exception ends it and is thrown
     */
    public static void forEach(int from, int to, IntConsumer work) {
        int helpers = Math.min(count(), to - from) - 1;
        AtomicInteger next = new AtomicInteger(from);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable all = () -> {
            try {
                for (int i; failure.get() == null && (i = next.getAndIncrement()) < to; ) {
                    work.accept(i);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        };
        CountDownLatch done = new CountDownLatch(Math.max(0, helpers));
        for (int helper = 0; helper < helpers; helper++) {
            POOL.execute(() -> {
                all.run();
                done.countDown();
            });
        }
        all.run();
        await(done);
        if (failure.get() instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure.get() instanceof Error error) {
            throw error;
        }
    }

    /** Waits for the helpers' last numbers. It delays an interrupt, because no other code may write to their places meanwhile. */
    private static void await(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
