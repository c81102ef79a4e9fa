package org.clade.backbone.allconv;

import ai.djl.nn.Block;
import java.util.Optional;
import java.util.function.Function;
import org.clade.api.backbone.FeatureShape;

/**
 * One step of the network: it takes pixels off each side's length, then makes one pixel of each window.
 *
 * @param name becomes part of its parameters' names
 * @param width channels afterwards; 0 for as many as before
 * @param less rows, and columns, that are taken off
 * @param window height and width of a window
 * @param block what computes it, for the map before; nothing where the map stays as it is
 */
record AllConvStep(String name, int width, int less, int window, Function<FeatureShape, Optional<Block>> block) {

    /** {@return a step that keeps the map's shape} */
    static AllConvStep keeping(String name, Function<FeatureShape, Optional<Block>> block) {
        return new AllConvStep(name, 0, 0, 1, block);
    }

    /** {@return a step that pools} */
    static AllConvStep pooling(String name, int window, Function<FeatureShape, Block> block) {
        return new AllConvStep(name, 0, 0, window, block.andThen(Optional::of));
    }

    /** {@return an unpadded convolution} */
    static AllConvStep convolution(String name, int width, int kernel, Function<FeatureShape, Block> block) {
        return new AllConvStep(name, width, kernel - 1, 1, block.andThen(Optional::of));
    }

    /** {@return the shape of the map after this step} */
    FeatureShape after(FeatureShape before) {
        return new FeatureShape(
                width == 0 ? before.channels() : width,
                (before.height() - less) / window,
                (before.width() - less) / window);
    }

    /** {@return how many rows (or columns) the map before must have for {@code after} of them to be left} */
    int before(int after) {
        return after * window + less;
    }
}
