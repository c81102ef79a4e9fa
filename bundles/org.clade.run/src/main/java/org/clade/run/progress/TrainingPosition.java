package org.clade.run.progress;

/**
 * How far a run is. Everything else that the loop knows follows from it, the recipe and the seed. Checkpoints hold it under
 * these names.
 *
 * @param rounds large batches done
 * @param steps training steps done, those on the large batch in training among them
 * @param evaluated large batches done when the last evaluation was made; -1 before the first one
 * @param epochsEnded epochs whose end the strategies know of
 * @param epochsSurveyed epochs that had their full pass over all images
 * @param seconds of training, over all processes that the run was resumed in
 */
public record TrainingPosition(
        int rounds, long steps, int evaluated, int epochsEnded, int epochsSurveyed, double seconds) {

    /** Nothing is done yet. */
    public static final TrainingPosition START = new TrainingPosition(0, 0, -1, 0, 0, 0);

    /** {@return the position one large batch on} */
    public TrainingPosition nextRound() {
        return new TrainingPosition(rounds + 1, steps, evaluated, epochsEnded, epochsSurveyed, seconds);
    }

    /** {@return the position so many steps on} */
    public TrainingPosition plusSteps(int more) {
        return new TrainingPosition(rounds, steps + more, evaluated, epochsEnded, epochsSurveyed, seconds);
    }

    /** {@return the position after an evaluation of all images} */
    public TrainingPosition afterEvaluation() {
        return new TrainingPosition(rounds, steps, rounds, epochsEnded, epochsSurveyed, seconds);
    }

    /** {@return the position when the strategies know of the end of so many epochs} */
    public TrainingPosition withEpochsEnded(int epochs) {
        return new TrainingPosition(rounds, steps, evaluated, epochs, epochsSurveyed, seconds);
    }

    /** {@return the position when so many epochs had their full pass} */
    public TrainingPosition withEpochsSurveyed(int epochs) {
        return new TrainingPosition(rounds, steps, evaluated, epochsEnded, epochs, seconds);
    }

    /** {@return the position after so many seconds of training} */
    public TrainingPosition withSeconds(double trained) {
        return new TrainingPosition(rounds, steps, evaluated, epochsEnded, epochsSurveyed, trained);
    }

    /** {@return whether all images were evaluated since the last large batch} */
    public boolean isEvaluated() {
        return evaluated == rounds;
    }
}
