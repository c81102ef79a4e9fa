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
 * Draws the training views of steps. With a {@link PrefetchThread}, the view of the next step is drawn while the current step
 * trains. It is the same view, since its draws come only from the stream that is derived for it. A view that turns out not to
 * be the next one is dropped.
 */
final class ViewPrefetcher implements AutoCloseable {

    /**
     * A view.
     *
     * @param augment makes it
     * @param indices of these images, in this order
     * @param random its draws
     */
    record Wanted(Pipeline augment, int[] indices, RandomStream random) {

        private boolean same(Wanted other) {
            return augment == other.augment
                    && random.seed() == other.random.seed()
                    && Arrays.equals(indices, other.indices);
        }
    }

    /**
     * A view that was drawn.
     *
     * @param wanted what it is
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
     * A view; drawn now unless it was drawn ahead. The clock counts how long the caller waited.
     *
     * @param wanted which
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
     * Does work and draws the next view in parallel. When this returns, both are done.
     *
     * @param work what to do
     * @param next the view that comes next, if that is known; called only if it can be drawn ahead
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
        } catch (RuntimeException | Error e) { // an operation may throw anything
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
