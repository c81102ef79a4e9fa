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

    /**
     * The start of a stage.
     *
     * @param stage what is done
     * @return progress of nothing yet, without an end that is known
     */
    public static RunProgress of(String stage) {
        return new RunProgress(stage, 0, 0, 0, 0, 0, 0, -1, 0, Map.of(), Count.NONE, "");
    }

    /** {@return the same in an epoch} */
    public RunProgress withEpoch(int epoch, int epochs) {
        return new RunProgress(
                stage, epoch, epochs, round, rounds, share, elapsed, remaining, imagesPerSecond, latest, count, basis);
    }

    /** {@return the same after so many large batches} */
    public RunProgress withRound(int round, int rounds) {
        return new RunProgress(
                stage, epoch, epochs, round, rounds, share, elapsed, remaining, imagesPerSecond, latest, count, basis);
    }

    /** {@return the same at another time: a share of the work, seconds since the start, seconds left} */
    public RunProgress withTime(double share, double elapsed, double remaining) {
        return new RunProgress(
                stage, epoch, epochs, round, rounds, share, elapsed, remaining, imagesPerSecond, latest, count, basis);
    }

    /** {@return the same at a speed} */
    public RunProgress withSpeed(double imagesPerSecond) {
        return new RunProgress(
                stage, epoch, epochs, round, rounds, share, elapsed, remaining, imagesPerSecond, latest, count, basis);
    }

    /** {@return the same with scores, and what they were made of} */
    public RunProgress withScores(Map<String, Double> latest, String basis) {
        return new RunProgress(
                stage, epoch, epochs, round, rounds, share, elapsed, remaining, imagesPerSecond, latest, count, basis);
    }

    /** {@return the same with so much of the stage done} */
    public RunProgress withCount(Count count) {
        return new RunProgress(
                stage, epoch, epochs, round, rounds, share, elapsed, remaining, imagesPerSecond, latest, count, basis);
    }
}
