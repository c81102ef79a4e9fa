package org.clade.attention.spatial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.engine.TensorOperators.Padding;
import org.clade.api.engine.TensorOperators.Sampling;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/**
 * The sampler of spatial transformers: transforms maps by theta, bilinear between pixels.
 *
 * <p>The position x' in -1 to 1 is the pixel (x'+1)·W/2 or, with {@code corners}, (x'+1)·(W-1)/2; likewise y' and H. A
 * position before the first pixel, or at or after the last one, gives exactly 0 and no gradient.
 */
final class AffineSampler {

    /** A position beyond all pixels of any map. */
    private static final float FAR = 3;

    private final TensorEngine engine;
    private final boolean corners;
    private final int height;
    private final int width;
    private final AffineGrid grid;

    AffineSampler(TensorEngine engine, boolean corners, int height, int width) {
        this.engine = engine;
        this.corners = corners;
        this.height = height;
        this.width = width;
        this.grid = new AffineGrid(height, width);
    }

    /**
     * Transforms maps.
     *
     * @param maps N×C×H×W
     * @param theta N×6, a 2×3 matrix for each map, row by row; its manager holds intermediate arrays
     * @return N×C×H×W, laid out channels last, attached to the maps' manager
     */
    NDArray of(NDArray maps, NDArray theta) {
        NDArray places = grid.of(theta);
        NDArray inside = places.gte(-1)
                .logicalAnd(places.lt(pair(places, last(width), last(height))))
                .toType(DataType.FLOAT32, false);
        // Without aligned corners the operator reads x' as the pixel ((x'+1)·W-1)/2.
        NDArray shifted = corners ? places : places.add(pair(places, 1.0 / width, 1.0 / height));
        NDArray sampled = shifted.mul(inside).add(inside.neg().add(1).mul(FAR));
        NDArray rowMajor = engine.operators().gridSample(maps, sampled, Sampling.BILINEAR, Padding.ZEROS, corners);
        rowMajor.attach(theta.getManager());
        NDArray transformed = engine.operators().channelsLast(rowMajor);
        transformed.attach(maps.getManager());
        return transformed;
    }

    /** Appends {@link #of} to a graph. */
    Value export(Graph graph, Value maps, Value theta) {
        Value places = grid.export(graph, theta);
        Value one = graph.constant(new float[] {1}, new Shape(1));
        Value before = graph.elementwise(Elementwise.LESS, places, graph.constant(new float[] {-1}, new Shape(1)));
        Value below = graph.elementwise(Elementwise.LESS, places, pair(graph, last(width), last(height)));
        Value inside = graph.mul(graph.sub(one, before), below);
        Value shifted = corners ? places : graph.add(places, pair(graph, 1.0 / width, 1.0 / height));
        Value sampled = graph.add(graph.mul(shifted, inside), graph.mul(graph.sub(one, inside), FAR));
        return graph.gridSample(maps, sampled, corners);
    }

    private static Value pair(Graph graph, double x, double y) {
        return graph.constant(new float[] {(float) x, (float) y}, new Shape(2));
    }

    /** {@return the position of the last pixel} */
    private double last(int pixels) {
        return corners ? 1 : 1 - 2.0 / pixels;
    }

    private static NDArray pair(NDArray near, double x, double y) {
        return near.getManager().create(new float[] {(float) x, (float) y}, new Shape(2));
    }
}
