package org.clade.api.engine;

import ai.djl.util.PairList;

/**
 * What batch normalisation and dropout do in a forward pass. A block that normalises over the batch asks
 * {@link #takesBatchStatistics} with the options that DJL hands to it.
 */
public enum ForwardMode {
    /** Statistics of the batch, which also move the running ones; dropout drops. */
    TRAINING,
    /** Running statistics; dropout drops nothing. */
    EVALUATION,
    /** Statistics of the batch, the running ones left alone; dropout drops nothing (Keras 1, mode 2: DAC and ST-DAC). */
    BATCH_STATISTICS;

    private static final String OPTION = "clade.forward-mode";

    /** {@return whether DJL's blocks are to be told that they are in training} */
    public boolean training() {
        return this == TRAINING;
    }

    /** {@return the options to hand to a block's {@code forward}} */
    public PairList<String, Object> options() {
        PairList<String, Object> options = new PairList<>();
        options.add(OPTION, this);
        return options;
    }

    /**
     * Whether a block outside training is to normalise with the batch's own statistics.
     *
     * @param options what the block was given; may be null
     * @return true for {@link #BATCH_STATISTICS}
     */
    public static boolean takesBatchStatistics(PairList<String, Object> options) {
        return options != null && options.get(OPTION) == BATCH_STATISTICS;
    }
}
