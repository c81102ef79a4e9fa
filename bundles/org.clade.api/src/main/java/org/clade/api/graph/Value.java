package org.clade.api.graph;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * An array in a {@link Graph}: its input, a weight, a constant, or the result of an operator.
 *
 * @param name unique in its graph
 * @param shape the shape; the first dimension is {@link #BATCH} if it is the number of images
 * @param type the type of its numbers, float32 nearly everywhere
 */
public record Value(String name, Shape shape, DataType type) {

    /** The size of a dimension that is the number of images. */
    public static final long BATCH = -1;

    /** {@return how many numbers an image has, of a value whose first dimension is the number of images} */
    public long size() {
        return shape.slice(1).size();
    }
}
