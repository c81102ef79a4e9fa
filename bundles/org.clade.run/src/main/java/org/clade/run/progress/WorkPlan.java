package org.clade.run.progress;

/**
 * The work of a run in units: an image in inference counts 1, an image of a training step {@value #TRAINING}.
 *
 * @param batches units of each large batch of an epoch
 * @param evaluation units of an evaluation
 * @param evaluateEvery large batches between two evaluations
 * @param rounds the total number of large batches
 */
public record WorkPlan(double[] batches, double evaluation, int evaluateEvery, int rounds) {

    /** Forward and backward pass take about three times as long as a forward pass. */
    public static final double TRAINING = 3;

    /** {@return units of a large batch} */
    public double batch(int round) {
        return batches[round % batches.length];
    }

    /** {@return large batches in an epoch} */
    public int roundsPerEpoch() {
        return batches.length;
    }

    /** {@return units of these large batches and of the evaluations until then, including the one before training} */
    public double done(int rounds) {
        double epoch = sum(batches.length);
        return rounds / batches.length * epoch
                + sum(rounds % batches.length)
                + (1 + rounds / evaluateEvery) * evaluation;
    }

    /** {@return units of the whole run} */
    public double total() {
        return done(rounds) + (rounds % evaluateEvery == 0 ? 0 : evaluation);
    }

    private double sum(int some) {
        double sum = 0;
        for (int i = 0; i < some; i++) {
            sum += batches[i];
        }
        return sum;
    }
}
