package org.clade.api.run;

import java.util.Map;

/**
 * The progress of a run.
 *
 * @param stage the current stage, for instance {@code reading images}, {@code training}, {@code evaluating}
 * @param epoch the epoch, from 1; 0 before training
 * @param epochs the number of epochs; 0 if another limit ends the run
 * @param round large batches done
 * @param rounds the number of large batches, within the time limit if that ends the run first; 0 while unknown
 * @param share the share of the work done, 0 to 1
 * @param elapsed seconds since the start
 * @param remaining seconds left at the rate so far; negative while unknown
 * @param imagesPerSecond images per second of the stage; during training, trained images per second of the whole loop
 * @param latest the latest scores and losses by column name
 * @param count the progress of the stage
 * @param basis what the latest scores are about, such as {@code before training}; empty for all images
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
     * The progress of a stage.
     *
     * @param unit what is counted, such as {@code images} or {@code steps}
     * @param done how many are done
     * @param total how many in total; 0 if unknown
     */
    public record Count(String unit, long done, long total) {

        /** No count. */
        public static final Count NONE = new Count("", 0, 0);
    }

    /**
     * The start of a stage.
     *
     * @param stage what is done
     * @return progress at the start, with an unknown end
     */
    public static RunProgress of(String stage) {
        return new RunProgress(stage, 0, 0, 0, 0, 0, 0, -1, 0, Map.of(), Count.NONE, "");
    }

    /** {@return the same in an epoch} */
    public RunProgress withEpoch(int epoch, int epochs) {
        return new RunProgress(
                stage, epoch, epochs, round, rounds, share, elapsed, remaining, imagesPerSecond, latest, count, basis);
    }

    /** {@return the same after a number of large batches} */
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

    /** {@return the same with scores, and what they are about} */
    public RunProgress withScores(Map<String, Double> latest, String basis) {
        return new RunProgress(
                stage, epoch, epochs, round, rounds, share, elapsed, remaining, imagesPerSecond, latest, count, basis);
    }

    /** {@return the same with the progress of the stage} */
    public RunProgress withCount(Count count) {
        return new RunProgress(
                stage, epoch, epochs, round, rounds, share, elapsed, remaining, imagesPerSecond, latest, count, basis);
    }
}
