package org.clade.tensor.safetensors;

import java.util.List;

/**
 * A tensor to write.
 *
 * @param name its name, unique in the file
 * @param type the type of its numbers
 * @param shape its dimensions; empty for a single number
 * @param content writes its numbers
 */
public record NamedTensor(String name, TensorType type, List<Long> shape, TensorContent content) {

    /** Copies the shape. */
    public NamedTensor {
        shape = List.copyOf(shape);
    }

    /**
     * A tensor of float32.
     *
     * @param name its name
     * @param shape its dimensions
     * @param values its numbers, row by row
     * @return the tensor
     */
    public static NamedTensor floats(String name, List<Long> shape, float[] values) {
        return new NamedTensor(name, TensorType.F32, shape, TensorContent.floats(values));
    }

    /**
     * A tensor of whole numbers of 64 bits.
     *
     * @param name its name
     * @param shape its dimensions
     * @param values its numbers, row by row
     * @return the tensor
     */
    public static NamedTensor longs(String name, List<Long> shape, long[] values) {
        return new NamedTensor(name, TensorType.I64, shape, TensorContent.longs(values));
    }

    /** {@return the bytes that its numbers take} */
    long bytes() {
        return shape.stream().mapToLong(Long::longValue).reduce(type.bytes(), Math::multiplyExact);
    }
}
