package org.clade.tensor.safetensors;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the header says about a tensor.
 *
 * @param name its name, unique in the file
 * @param type the type of its numbers
 * @param shape its dimensions, each at least 0; empty for a single number
 * @param begin the first byte, counted from the end of the header
 * @param end the byte after the last one
 */
public record TensorInfo(String name, TensorType type, List<Long> shape, long begin, long end) {

    /** Copies the shape. */
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** {@return how many numbers it has} */
    public long size() {
        return (end - begin) / type.bytes();
    }

    /** {@return the shape as PyTorch writes it, for instance {@code [384, 3, 14, 14]}} */
    public String shapeText() {
        return text(shape);
    }

    /**
     * A shape as PyTorch writes it.
     *
     * @param shape dimensions
     * @return for instance {@code [384, 3, 14, 14]}
     */
    public static String text(List<? extends Number> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
