package org.clade.tensor.safetensors;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a file of tensors: the same tensors give the same bytes, those that the Python library of safetensors writes.
 *
 * <p>Tensors stand in the order of their types ({@link TensorType}), then of their names. Spaces after the header make the data begin at
 * a multiple of 8 bytes.
 */
public final class SafetensorsWriter {

    private static final int ALIGNMENT = 8;
    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

    private SafetensorsWriter() {}

    /**
     * Writes a file; for a file that is complete or absent, write it through a temporary one.
     *
     * @param out where to; stays open
     * @param metadata texts about the file; may be empty
     * @param tensors the tensors, in any order
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if two tensors have one name, or the content of one does not fill its shape
     */
    public static void write(OutputStream out, Map<String, String> metadata, Collection<NamedTensor> tensors)
            throws IOException {
        List<NamedTensor> ordered = tensors.stream()
                .sorted(Comparator.comparing(NamedTensor::type).thenComparing(NamedTensor::name))
                .toList();
        out.write(header(metadata, ordered));
        for (NamedTensor tensor : ordered) {
            CountedStream counted = new CountedStream(out);
            tensor.content().writeTo(counted);
            if (counted.bytes != tensor.bytes()) {
                throw new IllegalArgumentException("tensor “%s” of shape %s takes %s bytes, not %s"
                        .formatted(tensor.name(), tensor.shape(), tensor.bytes(), counted.bytes));
            }
        }
    }

    /**
     * What stands before the numbers of the tensors.
     *
     * @param metadata texts about the file; may be empty
     * @param ordered the tensors, in the order of their numbers
     * @return the bytes
     * @throws IllegalArgumentException if two tensors have one name
     */
    public static byte[] header(Map<String, String> metadata, List<NamedTensor> ordered) {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            entries.put(SafetensorsHeader.METADATA, new TreeMap<>(metadata));
        }
        long begin = 0;
        for (NamedTensor tensor : ordered) {
            long end = Math.addExact(begin, tensor.bytes());
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put(SafetensorsHeader.TYPE, tensor.type().name());
            entry.put(SafetensorsHeader.SHAPE, tensor.shape());
            entry.put(SafetensorsHeader.OFFSETS, List.of(begin, end));
            if (entries.put(tensor.name(), entry) != null) {
                throw new IllegalArgumentException("two tensors have the name “%s”".formatted(tensor.name()));
            }
            begin = end;
        }
        byte[] json = JSON.toJson(entries).getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(json);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.array();
    }

    private static final class CountedStream extends FilterOutputStream {

        private long bytes;

        CountedStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            bytes++;
        }

        @Override
        public void write(byte[] values, int offset, int length) throws IOException {
            out.write(values, offset, length);
            bytes += length;
        }
    }
}
