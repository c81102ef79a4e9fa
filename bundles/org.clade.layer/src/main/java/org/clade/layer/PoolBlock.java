package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Optional;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorOperators;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/**
 * The maximum or the mean of every window of pixels; rows or columns that do not fill a window are dropped.
 *
 * <p>libtorch's max pooling keeps the position of every maximum for the backward pass, and in bfloat16 it takes longer than the
 * convolutions before it. Without recording, this block takes maxima of 2×2 pixels from halves of the map: the same numbers in less time.
 */
final class PoolBlock extends AbstractBlock implements ExportableBlock {

    /** The value of a window. */
    enum Kind {
        MAXIMUM,
        MEAN
    }

    private static final byte VERSION = 1;

    private final Kind kind;
    private final Window window;

    PoolBlock(Kind kind, Window window) {
        super(VERSION);
        this.kind = kind;
        this.window = window;
    }

    /** {@return whether windows neither overlap nor leave gaps} */
    boolean adjacent() {
        return window.kernel() == window.stride();
    }

    /** {@return whether it takes the maximum} */
    boolean takesMaximum() {
        return kind == Kind.MAXIMUM;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        Shape size = square(window.kernel());
        Shape step = square(window.stride());
        Shape border = square(window.padding());
        NDArray map = inputs.singletonOrThrow();
        return new NDList(
                switch (kind) {
                    case MAXIMUM -> ForwardMode.engine(options)
                            .filter(engine -> ForwardMode.unrecorded(options))
                            .flatMap(engine -> maximum(engine.operators(), map))
                            .orElseGet(() -> map.getNDArrayInternal().maxPool(size, step, border, false));
                    case MEAN -> map.getNDArrayInternal().avgPool(size, step, border, false, true);
                });
    }

    /** {@return the maximum without the positions that a backward pass needs, for windows of 2×2} */
    private Optional<NDArray> maximum(TensorOperators operators, NDArray map) {
        if (window.equals(new Window(2, 0, 2))) {
            return Optional.of(operators.maxPool2x2(map));
        }
        return window.equals(new Window(2, 1, 2)) ? Optional.of(operators.paddedMaxPool2x2(map)) : Optional.empty();
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        Value map = inputs.get(0);
        return List.of(
                switch (kind) {
                    case MAXIMUM -> graph.maxPool2d(map, window.kernel(), window.stride(), window.padding());
                    case MEAN -> graph.avgPool2d(map, window.kernel());
                });
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape map = inputShapes[0];
        return new Shape[] {new Shape(map.get(0), map.get(1), pooled(map.get(2)), pooled(map.get(3)))};
    }

    private long pooled(long pixels) {
        return (pixels + 2L * window.padding() - window.kernel()) / window.stride() + 1;
    }

    private static Shape square(int pixels) {
        return new Shape(pixels, pixels);
    }
}
