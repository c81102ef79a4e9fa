package org.clade.run.progress;

/**
 * The position of a run. All other state of the loop follows from it, the recipe and the seed. Checkpoints store it with these
 * names.
 *
 * @param rounds large batches done
 * @param steps training steps done, including those on the current large batch
 * @param evaluated large batches done at the last evaluation; -1 before the first one
 * @param epochsEnded epochs whose end was reported to the strategies
 * @param epochsSurveyed epochs with a completed full pass over all images
 * @param seconds of training, over all processes of the run
 */
public record TrainingPosition(
        int rounds, long steps, int evaluated, int epochsEnded, int epochsSurveyed, double seconds) {

    /** The start of a run. */
    public static final TrainingPosition START = new TrainingPosition(0, 0, -1, 0, 0, 0);

    /** {@return the position after one more large batch} */
    public TrainingPosition nextRound() {
        return new TrainingPosition(rounds + 1, steps, evaluated, epochsEnded, epochsSurveyed, seconds);
    }

    /** {@return the position after more steps} */
    public TrainingPosition plusSteps(int more) {
        return new TrainingPosition(rounds, steps + more, evaluated, epochsEnded, epochsSurveyed, seconds);
    }

    /** {@return the position after an evaluation of all images} */
    public TrainingPosition afterEvaluation() {
        return new TrainingPosition(rounds, steps, rounds, epochsEnded, epochsSurveyed, seconds);
    }

    /** {@return the position after the strategies have received the end of these epochs} */
    public TrainingPosition withEpochsEnded(int epochs) {
        return new TrainingPosition(rounds, steps, evaluated, epochs, epochsSurveyed, seconds);
    }

    /** {@return the position after the full pass of these epochs} */
    public TrainingPosition withEpochsSurveyed(int epochs) {
        return new TrainingPosition(rounds, steps, evaluated, epochsEnded, epochs, seconds);
    }

    /** {@return the position after these seconds of training} */
    public TrainingPosition withSeconds(double trained) {
        return new TrainingPosition(rounds, steps, evaluated, epochsEnded, epochsSurveyed, trained);
    }

    /** {@return whether all images were evaluated since the last large batch} */
    public boolean isEvaluated() {
        return evaluated == rounds;
    }
}
