package org.clade.run.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.clade.api.augment.Pipeline;
import org.clade.api.random.RandomStream;
import org.clade.run.inference.RunScope;
import org.clade.run.progress.Stage;

/**
 * Draws the training views of steps. A {@link PrefetchThread} draws the view of the next step while the current step trains. The result is the same, since the draws
 * come only from the view's own stream. If another view is needed next, the drawn one is dropped.
 */
final class ViewPrefetcher implements AutoCloseable {

    /**
     * A view.
     *
     * @param augment the augmentation
     * @param indices the images, in this order
     * @param random its random stream
     */
    record Wanted(Pipeline augment, int[] indices, RandomStream random) {

        private boolean same(Wanted other) {
            return augment == other.augment
                    && random.seed() == other.random.seed()
                    && Arrays.equals(indices, other.indices);
        }
    }

    /**
     * A drawn view.
     *
     * @param wanted its description
     * @param images the view
     * @param scope holds it and the other arrays of its step; closed with this
     */
    record Drawn(Wanted wanted, NDArray images, NDManager scope) implements AutoCloseable {
        @Override
        public void close() {
            scope.close();
        }
    }

    private final RunScope run;
    private final Optional<PrefetchThread> prefetch;
    private volatile Drawn ahead;

    /**
     * Views of a run's images.
     *
     * @param run the run
     * @param prefetch draws ahead, if there is one; closed with this
     */
    ViewPrefetcher(RunScope run, Optional<PrefetchThread> prefetch) {
        this.run = run;
        this.prefetch = prefetch;
    }

    /**
     * Returns a view; draws it now unless it was drawn ahead. The clock measures the waiting time.
     *
     * @param wanted its description
     * @return the view
     */
    Drawn take(Wanted wanted) {
        Drawn ready = ahead;
        ahead = null;
        return run.clock().time(Stage.AUGMENT, wanted.indices().length, () -> {
            if (ready != null && ready.wanted().same(wanted)) {
                return ready;
            }
            if (ready != null) {
                ready.close();
            }
            return draw(wanted);
        });
    }

    /**
     * Does work and draws the next view in parallel; returns when both are done.
     *
     * @param work the work
     * @param next returns the next view, if known; called only if it can be drawn ahead
     */
    void during(Runnable work, Supplier<Optional<Wanted>> next) {
        prefetch.ifPresent(thread -> next.get().ifPresent(wanted -> thread.begin(() -> ahead = draw(wanted))));
        try {
            work.run();
        } finally {
            prefetch.ifPresent(thread -> run.clock().time(Stage.AUGMENT, 0, thread::await));
        }
    }

    private Drawn draw(Wanted wanted) {
        NDManager scope = run.device().newSubManager();
        try {
            NDArray images;
            try (NDManager making = scope.newSubManager()) {
                NDArray raw = run.images().gather(wanted.indices(), 0, wanted.indices().length, making);
                images = wanted.augment().apply(raw, wanted.random());
                images.attach(scope);
            }
            return new Drawn(wanted, images, scope);
        } catch (RuntimeException | Error e) { // an operation may throw any exception
            scope.close();
            throw e;
        }
    }

    /** Drops a view that was drawn ahead, and ends the prefetch thread. */
    @Override
    public void close() {
        prefetch.ifPresent(PrefetchThread::close);
        if (ahead != null) {
            ahead.close();
            ahead = null;
        }
    }
}
