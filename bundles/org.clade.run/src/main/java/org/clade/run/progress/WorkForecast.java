package org.clade.run.progress;

import java.util.function.LongSupplier;

/** Forecasts how long work on images takes as a whole. What is done first warms up and does not count for the rest. */
public final class WorkForecast {

    private static final double NANOS = 1e9;

    private final long images;
    private final LongSupplier nanos;
    private final long start;
    private long first;
    private long firstEnd;
    private long done;

    /**
     * Work that begins now.
     *
     * @param images how many there are
     * @param nanos the time, in nanoseconds
     */
    public WorkForecast(long images, LongSupplier nanos) {
        this.images = images;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /**
     * Some images are done.
     *
     * @param more how many
     * @return how many seconds the whole takes at least, as far as is known; 0 where all is done
     */
    public double seconds(long more) {
        long now = nanos.getAsLong();
        done += more;
        if (done >= images) {
            return 0;
        }
        double spent = (now - start) / NANOS;
        if (first == 0) {
            first = done;
            firstEnd = now;
            return spent;
        }
        return spent + (now - firstEnd) / NANOS / (done - first) * (images - done);
    }
}
