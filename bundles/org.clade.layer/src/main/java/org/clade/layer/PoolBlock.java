package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.clade.api.engine.ForwardMode;

/**
 * The maximum or the mean of every window of pixels; windows are adjacent, and remaining rows or columns are dropped.
 *
 * <p>libtorch's max pooling keeps the position of every maximum for the backward pass, and in bfloat16 it takes longer than the
 * convolutions before it. Without recording, this block takes maxima of 2×2 pixels from halves of the map: the same numbers in less time.
 */
final class PoolBlock extends AbstractBlock {

    /** The value of a window. */
    enum Kind {
        MAXIMUM,
        MEAN
    }

    private static final byte VERSION = 1;

    private final Kind kind;
    private final int window;
    private final int padding;

    PoolBlock(Kind kind, int window, int padding) {
        super(VERSION);
        this.kind = kind;
        this.window = window;
        this.padding = padding;
    }

    /** {@return whether it takes the maximum} */
    boolean takesMaximum() {
        return kind == Kind.MAXIMUM;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        Shape size = new Shape(window, window);
        Shape border = new Shape(padding, padding);
        NDArray map = inputs.singletonOrThrow();
        return new NDList(
                switch (kind) {
                    case MAXIMUM -> ForwardMode.engine(options)
                            .filter(engine -> window == 2 && padding == 0 && ForwardMode.unrecorded(options))
                            .map(engine -> engine.operators().maxPool2x2(map))
                            .orElseGet(() -> map.getNDArrayInternal().maxPool(size, size, border, false));
                    case MEAN -> map.getNDArrayInternal().avgPool(size, size, border, false, true);
                });
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape map = inputShapes[0];
        return new Shape[] {new Shape(map.get(0), map.get(1), pooled(map.get(2)), pooled(map.get(3)))};
    }

    private long pooled(long pixels) {
        return (pixels + 2L * padding) / window;
    }
}
