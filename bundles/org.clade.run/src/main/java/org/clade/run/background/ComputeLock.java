package org.clade.run.background;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.clade.api.part.RefusedException;
import org.clade.api.run.TrainingPause;
import org.osgi.service.component.annotations.Component;

/** Whose turn it is to compute: a run has it from start to end, and lends it between two steps to whoever waits. */
@Component(service = {ComputeLock.class, TrainingPause.class})
public final class ComputeLock implements TrainingPause {

    private static final long LOOK_MILLIS = 200;

    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile Lost lost;

    private record Lost(Thread thread, String sentence) {}

    /** {@return the work, as it has the turn from start to end} */
    Runnable held(Runnable work) {
        return () -> {
            turn.lock();
            try {
                work.run();
            } finally {
                turn.unlock();
            }
        };
    }

    /** Called by work that has the turn, where it may wait: lends it to whoever waits. */
    void lend() {
        if (turn.isHeldByCurrentThread() && turn.hasQueuedThreads()) {
            turn.unlock();
            turn.lock(); // fair: those who wait are first
        }
    }

    /**
     * A thread that has the turn is blocked for good.
     *
     * @param thread the thread
     * @param sentence what is said to whoever wants the turn, as long as the thread lives
     */
    void lost(Thread thread, String sentence) {
        lost = new Lost(thread, sentence);
    }

    /**
     * Refuses work where the turn is lost.
     *
     * @throws RefusedException where it is
     */
    void checkNotLost() {
        Lost now = lost;
        if (now != null && now.thread().isAlive()) {
            throw new RefusedException(now.sentence());
        }
    }

    @Override
    public <T> T during(Callable<T> work) throws Exception {
        while (!turn.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            checkNotLost();
        }
        try {
            return work.call();
        } finally {
            turn.unlock();
        }
    }
}
