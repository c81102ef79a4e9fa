package org.clade.tensor.numpy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.clade.tensor.safetensors.TensorContent;

/** Writes matrices of float32 and lists of int64 in NumPy's format, version 1.0, row after row. */
public final class NpyWriter {

    private static final int PREFIX = 10;
    private static final int ALIGNMENT = 64;

    private NpyWriter() {}

    /**
     * The bytes before the first value.
     *
     * @param rows how many rows the matrix has
     * @param columns how many values each row has
     * @return the header; its length is a multiple of 64
     */
    public static byte[] header(long rows, long columns) {
        return header("<f4", rows + ", " + columns);
    }

    private static byte[] header(String type, String shape) {
        StringBuilder text =
                new StringBuilder("{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, shape));
        while ((PREFIX + text.length() + 1) % ALIGNMENT != 0) {
            text.append(' ');
        }
        text.append('\n');
        return ByteBuffer.allocate(PREFIX + text.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(NpyHeader.MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) text.length())
                .put(text.toString().getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** {@return a row as it stands in a file} */
    public static byte[] row(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /**
     * Writes a matrix.
     *
     * @param out takes it
     * @param rows its rows, all of one length
     * @throws IOException if it cannot be written
     */
    public static void write(OutputStream out, float[][] rows) throws IOException {
        out.write(header(rows.length, rows.length == 0 ? 0 : rows[0].length));
        for (float[] row : rows) {
            out.write(row(row));
        }
    }

    /**
     * Writes whole numbers.
     *
     * @param out takes them, as int64
     * @param values the numbers
     * @throws IOException if they cannot be written
     */
    public static void write(OutputStream out, long[] values) throws IOException {
        out.write(header("<i8", values.length + ","));
        TensorContent.longs(values).writeTo(out);
    }
}
