package org.clade.array;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes arrays as DJL's {@link NDList#encode(OutputStream)} does, byte by byte, for {@link NDList#decode} to read. DJL
 * copies each array into Java's heap, which keeps that size afterwards; this class reads the array in place, in pieces.
 */
public final class ArrayStream {

    private static final String MAGIC = "NDAR";
    private static final int VERSION = 3;
    private static final int PIECE = 1 << 20;

    private ArrayStream() {}

    /**
     * Writes arrays with their names, types and shapes.
     *
     * @param arrays of numbers, on any device
     * @param out flushed and left open
     * @throws IOException if writing fails
     */
    public static void write(NDList arrays, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(arrays.size());
        for (NDArray array : arrays) {
            head(array, data);
            numbers(array, data);
        }
        data.flush();
    }

    private static void head(NDArray array, DataOutputStream data) throws IOException {
        data.writeUTF(MAGIC);
        data.writeInt(VERSION);
        String name = array.getName();
        data.writeBoolean(name != null);
        if (name != null) {
            data.writeUTF(name);
        }
        data.writeUTF(array.getSparseFormat().name());
        data.writeUTF(array.getDataType().name());
        data.write(array.getShape().getEncoded());
        data.write(ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? '>' : '<');
    }

    private static void numbers(NDArray array, DataOutputStream data) throws IOException {
        try (NDArray flat = array.flatten();
                NDArray host = flat.toDevice(Device.cpu(), false)) {
            ByteBuffer bytes = host.toByteBuffer(true);
            data.writeInt(bytes.remaining());
            byte[] piece = new byte[Math.min(PIECE, bytes.remaining())];
            while (bytes.hasRemaining()) {
                int length = Math.min(piece.length, bytes.remaining());
                bytes.get(piece, 0, length);
                data.write(piece, 0, length);
            }
        }
    }
}
