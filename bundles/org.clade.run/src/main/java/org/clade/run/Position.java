package org.clade.run;

/** How far a run is. Everything else that the loop knows follows from it, the recipe and the seed. */
final class Position {

    /** Large batches done. */
    int rounds;

    /** Training steps done, those on the large batch in training among them. */
    long steps;

    /** Large batches done when the last evaluation was made; -1 before the first one. */
    int evaluated = -1;

    /** Epochs whose end the strategies were told of. */
    int epochsEnded;

    /** Epochs that all images were looked at for. */
    int epochsSurveyed;

    /** Seconds of training, over all sittings. */
    double seconds;
}
