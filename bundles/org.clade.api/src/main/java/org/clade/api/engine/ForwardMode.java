package org.clade.api.engine;

import ai.djl.util.PairList;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What batch normalization and dropout do in a forward pass. A block that normalizes over the batch asks
 * {@link #batchStatistics} with the options from DJL.
 */
public enum ForwardMode {
    /** Statistics of the batch, which also update the running ones; dropout drops. */
    TRAINING,
    /** Running statistics; dropout drops nothing. */
    EVALUATION,
    /** Statistics of the batch, without an update of the running ones; dropout drops nothing (Keras 1, mode 2: DAC and ST-DAC). */
    BATCH_STATISTICS,
    /** Statistics of the batch, which become the running ones; dropout drops nothing. Afterwards {@link #EVALUATION} uses them. */
    MEASURING;

    private static final String OPTION = "clade.forward-mode";
    private static final String ENGINE = "clade.engine";
    private static final String GROUP_SIZE = "clade.group-size";

    /** {@return whether DJL's blocks run in training mode} */
    public boolean training() {
        return this == TRAINING;
    }

    /** {@return the options for a block's {@code forward}} */
    public PairList<String, Object> options() {
        PairList<String, Object> options = new PairList<>();
        options.add(OPTION, this);
        return options;
    }

    /**
     * The options for a block's {@code forward} if no gradients are recorded outside training, so that blocks may use the engine's operators.
     *
     * @param engine the engine with the operators
     * @return the options
     */
    public PairList<String, Object> options(TensorEngine engine) {
        return options(engine, Integer.MAX_VALUE);
    }

    /**
     * The same options for a batch of several groups of images with separate statistics.
     *
     * @param engine the engine with the operators
     * @param groupSize how many rows make a group; the last one may have fewer
     * @return the options
     */
    public PairList<String, Object> options(TensorEngine engine, int groupSize) {
        PairList<String, Object> options = options();
        options.add(ENGINE, engine);
        options.add(GROUP_SIZE, groupSize);
        return options;
    }

    /**
     * The engine, if a block may use operators that record no gradients and normalize with running statistics: layers may be folded
     * into one.
     *
     * @param options the block's options; may be null
     * @return the engine in {@link #EVALUATION}, if the options have it
     */
    public static Optional<TensorEngine> inference(PairList<String, Object> options) {
        return engine(options, EVALUATION);
    }

    /**
     * Whether no gradients of a forward pass are recorded, so that a block may compute the same numbers with operators
     * whose gradients would be different or expensive.
     *
     * @param options the block's options; may be null
     * @return true outside {@link #TRAINING} if the options have the engine
     */
    public static boolean unrecorded(PairList<String, Object> options) {
        return engine(options, EVALUATION).isPresent()
                || engine(options, BATCH_STATISTICS).isPresent();
    }

    /**
     * The engine, in any mode.
     *
     * @param options the block's options; may be null
     * @return the engine, if the options have it
     */
    public static Optional<TensorEngine> engine(PairList<String, Object> options) {
        return options == null ? Optional.empty() : Optional.ofNullable((TensorEngine) options.get(ENGINE));
    }

    private static Optional<TensorEngine> engine(PairList<String, Object> options, ForwardMode mode) {
        return engine(options).filter(engine -> options.get(OPTION) == mode);
    }

    /**
     * Whether a block that normalizes is to make the statistics of the batch its running ones.
     *
     * @param options what the block was given; may be null
     * @return true in {@link #MEASURING}
     */
    public static boolean measuring(PairList<String, Object> options) {
        return options != null && options.get(OPTION) == MEASURING;
    }

    /**
     * How many successive rows a block outside training normalizes with their own statistics. A batch may consist of several such
     * groups, and the last may have fewer rows. It has more than one only if the options have the engine.
     *
     * @param options the block's options; may be null
     * @return the rows of a group in {@link #BATCH_STATISTICS}, or more than the batch has if all rows are one group; empty in other modes
     */
    public static OptionalInt batchStatistics(PairList<String, Object> options) {
        if (options == null || options.get(OPTION) != BATCH_STATISTICS) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(options.contains(GROUP_SIZE) ? (int) options.get(GROUP_SIZE) : Integer.MAX_VALUE);
    }
}
