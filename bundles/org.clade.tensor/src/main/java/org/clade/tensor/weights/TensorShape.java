package org.clade.tensor.weights;

import java.util.Arrays;
import java.util.List;

/**
 * A tensor that a network needs.
 *
 * @param name its name in the file
 * @param shape its dimensions
 */
public record TensorShape(String name, List<Long> shape) {

    /** Copies the shape. */
    public TensorShape {
        shape = List.copyOf(shape);
    }

    /**
     * A tensor that a network needs.
     *
     * @param name its name in the file
     * @param shape its dimensions
     * @return name and shape
     */
    public static TensorShape of(String name, long... shape) {
        return new TensorShape(name, Arrays.stream(shape).boxed().toList());
    }
}
