package org.clade.run;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.clade.api.run.TrainingPause;
import org.osgi.service.component.annotations.Component;

/** Whose turn it is to compute: a run has it from start to end, and lends it between two steps to whoever waits. */
@Component(service = {Turns.class, TrainingPause.class})
public final class Turns implements TrainingPause {

    private final ReentrantLock turn = new ReentrantLock(true);

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

    @Override
    public <T> T during(Callable<T> work) throws Exception {
        turn.lockInterruptibly();
        try {
            return work.call();
        } finally {
            turn.unlock();
        }
    }
}
