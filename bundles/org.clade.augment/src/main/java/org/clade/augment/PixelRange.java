package org.clade.augment;

import ai.djl.ndarray.NDArray;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/** The 8-bit levels of images in 0..1, as whole numbers in float32: Pillow's numbers. */
final class PixelRange {

    /** The highest level. */
    static final float LEVELS = 255;

    private PixelRange() {}

    /** {@return round(255 x) of images; a new array} */
    static NDArray of(NDArray images) {
        return Batch.then(images.mul(LEVELS), NDArray::round);
    }

    /** {@return levels clipped to 0..255; a new array} */
    static NDArray clipped(NDArray levels) {
        return levels.clip(0f, LEVELS);
    }

    /** {@return level / 255, in place} */
    static NDArray toUnit(NDArray levels) {
        return levels.divi(LEVELS);
    }

    /** Appends {@link #of} to a graph. */
    static Value export(Graph graph, Value images) {
        return graph.elementwise(Elementwise.ROUND, graph.mul(images, LEVELS));
    }

    /** Appends {@link #toUnit(NDArray)} to a graph. */
    static Value toUnit(Graph graph, Value levels) {
        return graph.div(levels, LEVELS);
    }
}
