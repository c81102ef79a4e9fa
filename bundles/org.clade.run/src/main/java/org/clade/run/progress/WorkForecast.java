package org.clade.run.progress;

import java.util.function.LongSupplier;

/** Estimates the total time of work on images. The first images are a warm-up and do not count for the rest. */
public final class WorkForecast {

    private static final double NANOS = 1e9;

    private final long images;
    private final LongSupplier nanos;
    private final long start;
    private long first;
    private long firstEnd;
    private long done;

    /**
     * Starts the work.
     *
     * @param images the number of images
     * @param nanos the time, in nanoseconds
     */
    public WorkForecast(long images, LongSupplier nanos) {
        this.images = images;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /**
     * Counts finished images.
     *
     * @param more the number of further images
     * @return the minimum of seconds that all work takes; 0 if all is done
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
