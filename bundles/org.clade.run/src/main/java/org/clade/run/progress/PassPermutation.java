package org.clade.run.progress;

import org.clade.run.support.RandomStreams;

/** The order of the images of a large batch in each pass; caches the order of the last requested pass. */
public final class PassPermutation {

    private final RandomStreams random;
    private final String phase;
    private final LargeBatch round;
    private int pass = -1;
    private int[] order;

    /**
     * The order in a large batch.
     *
     * @param random draws it
     * @param phase the phase's name
     * @param round the batch
     */
    public PassPermutation(RandomStreams random, String phase, LargeBatch round) {
        this.random = random;
        this.phase = phase;
        this.round = round;
    }

    /** {@return the positions in the large batch, in the order of a pass} */
    public int[] of(int wanted) {
        if (wanted != pass) {
            order = random.pass(round.epoch(), phase, round.batch(), wanted, round.indices().length);
            pass = wanted;
        }
        return order;
    }
}
