package org.clade.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads event files from the published formats alone: records as TensorFlow describes them, fields as Protocol Buffers encode them. It
 * shares nothing with the code that writes.
 */
final class EventReader {

    /** The fields of a message by their numbers: {@code Long}, {@code Double}, {@code Float} or {@code byte[]}. */
    record Fields(Map<Integer, List<Object>> values) {

        List<Object> all(int number) {
            return values.getOrDefault(number, List.of());
        }

        boolean has(int number) {
            return values.containsKey(number);
        }

        Object one(int number) {
            return all(number).get(0);
        }

        String text(int number) {
            return has(number) ? new String((byte[]) one(number), StandardCharsets.UTF_8) : "";
        }

        long number(int number) {
            return has(number) ? (long) one(number) : 0;
        }

        Fields message(int number) {
            return fields((byte[]) one(number));
        }

        List<Fields> messages(int number) {
            return all(number).stream().map(bytes -> fields((byte[]) bytes)).toList();
        }

        double[] packedDoubles(int number) {
            ByteBuffer packed = ByteBuffer.wrap((byte[]) one(number)).order(ByteOrder.LITTLE_ENDIAN);
            double[] doubles = new double[packed.remaining() / 8];
            packed.asDoubleBuffer().get(doubles);
            return doubles;
        }
    }

    private static final int POLYNOMIAL = 0x82F63B78;

    private EventReader() {}

    /** {@return the whole records of a file; a last one that is cut is left out} */
    static List<Fields> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Fields> events = new ArrayList<>();
        while (bytes.remaining() >= 12) {
            byte[] length = new byte[8];
            bytes.get(length);
            check(length, bytes.getInt(), "length");
            long size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (bytes.remaining() < size + 4) {
                break;
            }
            byte[] content = new byte[(int) size];
            bytes.get(content);
            check(content, bytes.getInt(), "content");
            events.add(fields(content));
        }
        return events;
    }

    private static void check(byte[] bytes, int masked, String what) throws IOException {
        int crc = ~0;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
            }
        }
        crc = ~crc;
        if ((crc >>> 15 | crc << 17) + 0xa282ead8 != masked) {
            throw new IOException("wrong checksum of the " + what);
        }
    }

    static Fields fields(byte[] message) {
        Map<Integer, List<Object>> fields = new TreeMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            long key = varint(bytes);
            Object value;
            switch ((int) (key & 7)) {
                case 0 -> value = varint(bytes);
                case 1 -> value = bytes.getDouble();
                case 5 -> value = bytes.getFloat();
                case 2 -> {
                    byte[] content = new byte[(int) varint(bytes)];
                    bytes.get(content);
                    value = content;
                }
                default -> throw new IllegalArgumentException("wire type " + (key & 7));
            }
            fields.computeIfAbsent((int) (key >>> 3), number -> new ArrayList<>())
                    .add(value);
        }
        return new Fields(fields);
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
