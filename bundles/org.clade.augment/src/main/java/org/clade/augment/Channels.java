package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/** Weighted sums of the channels of images. */
final class Channels {

    private Channels() {}

    /**
     * Sums channels.
     *
     * @param images N×C×H×W
     * @param weights one for each channel
     * @return N×1×H×W, a new array
     */
    static NDArray mixed(NDArray images, float[] weights) {
        Shape shape = images.getShape();
        long channels = weights.length;
        return images.getManager()
                .create(weights, new Shape(1, 1, channels))
                .broadcast(new Shape(shape.get(0), 1, channels))
                .matMul(images.reshape(shape.get(0), channels, shape.get(2) * shape.get(3)))
                .reshape(shape.get(0), 1, shape.get(2), shape.get(3));
    }

    /** Appends {@link #mixed(NDArray, float[])} to a graph. */
    static Value mixed(Graph graph, Value images, float[] weights) {
        return graph.sum(graph.mul(images, graph.constant(weights, new Shape(1, weights.length, 1, 1))), true, 1);
    }
}
