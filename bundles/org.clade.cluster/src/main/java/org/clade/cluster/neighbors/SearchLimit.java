package org.clade.cluster.neighbors;

import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Ends a search as soon as it is known to take too long or too much memory. */
final class SearchLimit {

    /** Bytes of the features of all images. */
    private static final long MEMORY = 512L << 20;

    /** How long a stage must have gone on before its length is foreseen. */
    private static final double LEAST_SECONDS = 0.5;

    private static final double NANOS = 1e9;

    /** No limit in practice. */
    static final SearchLimit NONE = new SearchLimit(Duration.ofDays(365), Long.MAX_VALUE, System::nanoTime);

    private final Duration limit;
    private final long memory;
    private final LongSupplier clock;
    private final long start;

    /**
     * A limit.
     *
     * @param limit how long the search may take from now on
     * @param clock nanoseconds
     */
    SearchLimit(Duration limit, LongSupplier clock) {
        this(limit, MEMORY, clock);
    }

    private SearchLimit(Duration limit, long memory, LongSupplier clock) {
        this.limit = limit;
        this.memory = memory;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /**
     * Begins a stage.
     *
     * @param images how many images it goes through
     * @return to be told how many it has done
     */
    IntConsumer stage(int images) {
        long begun = clock.getAsLong();
        return done -> {
            double seconds = (clock.getAsLong() - begun) / NANOS;
            double foreseen = (begun - start) / NANOS + seconds * images / Math.max(1, done);
            if (seconds > LEAST_SECONDS && foreseen > limit.toMillis() / 1000.0) {
                throw new TooLongException();
            }
        };
    }

    /** Refuses features that are too large. */
    void features(int images, long numbers) {
        if (images * numbers * Float.BYTES > memory) {
            throw new TooLongException();
        }
    }

    /** Ends a search. */
    static final class TooLongException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLongException() {
            super(null, null, false, false);
        }
    }
}
