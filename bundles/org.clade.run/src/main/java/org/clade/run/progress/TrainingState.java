package org.clade.run.progress;

/** How far a run is. Everything else that the loop knows follows from it, the recipe and the seed. */
public final class TrainingState {

    /** Large batches done. */
    public int rounds;

    /** Training steps done, those on the large batch in training among them. */
    public long steps;

    /** Large batches done when the last evaluation was made; -1 before the first one. */
    public int evaluated = -1;

    /** Epochs whose end the strategies were told of. */
    public int epochsEnded;

    /** Epochs that all images were looked at for. */
    public int epochsSurveyed;

    /** Seconds of training, over all sittings. */
    public double seconds;
}
