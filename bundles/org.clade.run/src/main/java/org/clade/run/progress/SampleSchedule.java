package org.clade.run.progress;

import java.util.function.LongSupplier;

/**
 * Says when the scores of a sample are due between two evaluations: not before {@value #LEAST_SECONDS} seconds have passed
 * since the latest scores, and seldom enough that samples take less than one fiftieth of the time.
 */
public final class SampleSchedule {

    private static final double LEAST_SECONDS = 20;
    private static final double SHARE = 50;
    private static final double NANOS = 1e9;

    private final LongSupplier nanos;
    private long latest;
    private double cost;

    /**
     * A schedule that begins now.
     *
     * @param nanos the time, in nanoseconds
     */
    public SampleSchedule(LongSupplier nanos) {
        this.nanos = nanos;
        this.latest = nanos.getAsLong();
    }

    /** {@return whether scores of a sample are due} */
    public boolean due() {
        return since(latest) >= Math.max(LEAST_SECONDS, SHARE * cost);
    }

    /**
     * All images were evaluated.
     *
     * @param seconds how long a sample would have taken
     */
    public void evaluated(double seconds) {
        cost = seconds;
        latest = nanos.getAsLong();
    }

    /**
     * Scores a sample.
     *
     * @param work does it
     */
    public void sample(Runnable work) {
        long start = nanos.getAsLong();
        work.run();
        evaluated(since(start));
    }

    private double since(long moment) {
        return (nanos.getAsLong() - moment) / NANOS;
    }
}
