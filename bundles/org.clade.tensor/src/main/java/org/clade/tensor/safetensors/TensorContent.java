package org.clade.tensor.safetensors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the numbers of a tensor, little-endian, row by row. */
@FunctionalInterface
public interface TensorContent {

    /** How many numbers go into one block of bytes. */
    int BLOCK = 1 << 14;

    /**
     * Writes all numbers.
     *
     * @param out where to
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;

    /**
     * Numbers of the type {@link TensorType#F32}.
     *
     * @param values the numbers
     * @return the content
     */
    static TensorContent floats(float[] values) {
        return out -> {
            for (int from = 0; from < values.length; from += BLOCK) {
                int count = Math.min(BLOCK, values.length - from);
                ByteBuffer bytes = littleEndian(count * Float.BYTES);
                bytes.asFloatBuffer().put(values, from, count);
                out.write(bytes.array());
            }
        };
    }

    /**
     * Numbers of the type {@link TensorType#I64}.
     *
     * @param values the numbers
     * @return the content
     */
    static TensorContent longs(long[] values) {
        return out -> {
            for (int from = 0; from < values.length; from += BLOCK) {
                int count = Math.min(BLOCK, values.length - from);
                ByteBuffer bytes = littleEndian(count * Long.BYTES);
                bytes.asLongBuffer().put(values, from, count);
                out.write(bytes.array());
            }
        };
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
