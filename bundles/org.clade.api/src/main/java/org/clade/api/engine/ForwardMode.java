package org.clade.api.engine;

import ai.djl.util.PairList;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What batch normalisation and dropout do in a forward pass. A block that normalises over the batch asks
 * {@link #batchStatistics} with the options that DJL hands to it.
 */
public enum ForwardMode {
    /** Statistics of the batch, which also move the running ones; dropout drops. */
    TRAINING,
    /** Running statistics; dropout drops nothing. */
    EVALUATION,
    /** Statistics of the batch, the running ones left alone; dropout drops nothing (Keras 1, mode 2: DAC and ST-DAC). */
    BATCH_STATISTICS;

    private static final String OPTION = "clade.forward-mode";
    private static final String ENGINE = "clade.engine";
    private static final String TOGETHER = "clade.together";

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
     * The options to hand to a block's {@code forward} where nothing records gradients outside training, so that blocks may
     * use the engine's operators.
     *
     * @param engine has the operators
     * @return the options
     */
    public PairList<String, Object> options(TensorEngine engine) {
        return options(engine, Integer.MAX_VALUE);
    }

    /**
     * Those options, for a batch of several groups of images that share no statistics.
     *
     * @param engine has the operators
     * @param together how many rows make a group; the last one may have fewer
     * @return the options
     */
    public PairList<String, Object> options(TensorEngine engine, int together) {
        PairList<String, Object> options = options();
        options.add(ENGINE, engine);
        options.add(TOGETHER, together);
        return options;
    }

    /**
     * The engine, where a block may use operators that record no gradients and normalise with running statistics: layers
     * may be folded into one.
     *
     * @param options what the block was given; may be null
     * @return the engine in {@link #EVALUATION}, if it was handed on
     */
    public static Optional<TensorEngine> inference(PairList<String, Object> options) {
        return engine(options, EVALUATION);
    }

    /**
     * Whether nothing of a forward pass outside training is recorded, so that a block may compute the same numbers by operators whose
     * gradients would be others, or dear.
     *
     * @param options what the block was given; may be null
     * @return true outside {@link #TRAINING} where the engine was handed on
     */
    public static boolean unrecorded(PairList<String, Object> options) {
        return engine(options, EVALUATION).isPresent()
                || engine(options, BATCH_STATISTICS).isPresent();
    }

    /**
     * The engine, in whatever mode.
     *
     * @param options what the block was given; may be null
     * @return the engine, if it was handed on
     */
    public static Optional<TensorEngine> engine(PairList<String, Object> options) {
        return options == null ? Optional.empty() : Optional.ofNullable((TensorEngine) options.get(ENGINE));
    }

    private static Optional<TensorEngine> engine(PairList<String, Object> options, ForwardMode mode) {
        return engine(options).filter(engine -> options.get(OPTION) == mode);
    }

    /**
     * How many rows, one behind the other, a block outside training is to normalise with their own statistics. A batch may be of several
     * such groups, of which the last may have fewer rows; it has more than one only where the engine was handed on.
     *
     * @param options what the block was given; may be null
     * @return the rows of a group in {@link #BATCH_STATISTICS}, more than there are where all of them are one; otherwise nothing
     */
    public static OptionalInt batchStatistics(PairList<String, Object> options) {
        if (options == null || options.get(OPTION) != BATCH_STATISTICS) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(options.contains(TOGETHER) ? (int) options.get(TOGETHER) : Integer.MAX_VALUE);
    }
}
