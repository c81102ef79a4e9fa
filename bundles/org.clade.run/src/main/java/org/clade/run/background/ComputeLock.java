package org.clade.run.background;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.clade.api.part.RefusedException;
import org.clade.api.run.TrainingPause;
import org.osgi.service.component.annotations.Component;

/** The lock for computing: a job holds it from start to end, and lends it to waiting threads between two steps. */
@Component(service = {ComputeLock.class, TrainingPause.class})
public final class ComputeLock implements TrainingPause {

    private static final long LOOK_MILLIS = 200;

    private final ReentrantLock lock = new ReentrantLock(true);
    private volatile Lost lost;

    private record Lost(Thread thread, String sentence) {}

    /** {@return the work, holding the lock from start to end} */
    Runnable held(Runnable work) {
        return () -> {
            lock.lock();
            try {
                work.run();
            } finally {
                lock.unlock();
            }
        };
    }

    /** Lends the lock to waiting threads; called by the job that holds it, at a point where it may wait. */
    void lend() {
        if (lock.isHeldByCurrentThread() && lock.hasQueuedThreads()) {
            lock.unlock();
            lock.lock(); // fair: waiting threads are first
        }
    }

    /**
     * Records that a thread which holds the lock is blocked forever.
     *
     * @param thread the thread
     * @param sentence the message for others, as long as the thread lives
     */
    void lost(Thread thread, String sentence) {
        lost = new Lost(thread, sentence);
    }

    /**
     * Checks that the lock is available.
     *
     * @throws RefusedException if it is
     */
    void checkNotLost() {
        Lost now = lost;
        if (now != null && now.thread().isAlive()) {
            throw new RefusedException(now.sentence());
        }
    }

    @Override
    public <T> T during(Callable<T> work) throws Exception {
        while (!lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            checkNotLost();
        }
        try {
            return work.call();
        } finally {
            lock.unlock();
        }
    }
}
