package org.clade.augment;

import ai.djl.ndarray.NDArray;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/**
 * Pillow's conversion to gray: {@code (19595 R + 38470 G + 7471 B + 32768) >> 16}, the luma 0.299, 0.587, 0.114 of ITU-R 601.
 *
 * <p>It is computed in float32 without error: the weights are multiples of 2^-16 and no sum reaches 2^8.
 */
final class Luma {

    private static final float[] WEIGHTS = {19595f / 65536, 38470f / 65536, 7471f / 65536};

    private Luma() {}

    /**
     * The gray levels of images.
     *
     * @param levels N×C×H×W, whole numbers 0 to 255
     * @return N×1×H×W, a new array; for one channel a copy
     */
    static NDArray of(NDArray levels) {
        if (levels.getShape().get(1) == 1) {
            return levels.duplicate();
        }
        NDArray sums = Channels.mixed(levels, WEIGHTS);
        return Batch.then(sums.addi(0.5f), NDArray::floor);
    }

    /** Appends {@link #of} to a graph, for color. */
    static Value export(Graph graph, Value levels) {
        return graph.elementwise(Elementwise.FLOOR, graph.add(Channels.mixed(graph, levels, WEIGHTS), 0.5));
    }
}
