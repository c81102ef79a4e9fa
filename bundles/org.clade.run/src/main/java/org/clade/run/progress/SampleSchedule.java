package org.clade.run.progress;

import java.util.function.LongSupplier;

/**
 * Decides when scores of a sample are due between two evaluations: at least {@value #LEAST_SECONDS} seconds after the latest
 * scores, and rarely enough that samples take less than a fiftieth of the time.
 */
public final class SampleSchedule {

    private static final double LEAST_SECONDS = 20;
    private static final double SHARE = 50;
    private static final double NANOS = 1e9;

    private final LongSupplier nanos;
    private long latest;
    private double cost;

    /**
     * Starts a schedule.
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
     * Records an evaluation of all images.
     *
     * @param seconds the time that a sample would have taken
     */
    public void evaluated(double seconds) {
        cost = seconds;
        latest = nanos.getAsLong();
    }

    /**
     * Scores a sample.
     *
     * @param work computes the scores
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
