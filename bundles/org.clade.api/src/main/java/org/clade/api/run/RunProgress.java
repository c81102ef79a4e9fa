package org.clade.api.run;

import java.util.Map;

/**
 * How far a run is.
 *
 * @param stage what it is doing, for instance {@code reading images}, {@code training}, {@code evaluating}
 * @param epoch the epoch, from 1; 0 before training
 * @param epochs how many there will be; 0 where the length is given otherwise
 * @param round large batches done
 * @param rounds how many there will be, within the limit of time where that comes first; 0 while unknown
 * @param share of the work done, 0 to 1
 * @param elapsed seconds since the start
 * @param remaining seconds that are left by the rate so far; negative while unknown
 * @param imagesPerSecond images per second of the stage; trained images over the whole loop while it trains
 * @param latest the latest scores and losses by column name
 * @param count how much of the stage is done
 * @param basis what the latest scores were made of, such as {@code before training}; empty where it is all images
 */
public record RunProgress(
        String stage,
        int epoch,
        int epochs,
        int round,
        int rounds,
        double share,
        double elapsed,
        double remaining,
        double imagesPerSecond,
        Map<String, Double> latest,
        Count count,
        String basis) {

    /**
     * How much of a stage is done.
     *
     * @param unit what is counted, such as {@code images} or {@code steps}
     * @param done how many are done
     * @param total how many there are; 0 where that is not known
     */
    public record Count(String unit, long done, long total) {

        /** Where nothing is counted. */
        public static final Count NONE = new Count("", 0, 0);
    }

    /** Progress without a count, with scores of all images. */
    public RunProgress(
            String stage,
            int epoch,
            int epochs,
            int round,
            int rounds,
            double share,
            double elapsed,
            double remaining,
            double imagesPerSecond,
            Map<String, Double> latest) {
        this(stage, epoch, epochs, round, rounds, share, elapsed, remaining, imagesPerSecond, latest, Count.NONE, "");
    }
}
