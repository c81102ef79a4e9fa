package org.clade.golden;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array in a file of NumPy, version 1.0, which lies next to the cases.
 *
 * @param shape its dimensions
 * @param numbers its numbers, row-major
 */
record GoldenArray(long[] shape, double[] numbers) {

    private static final int LENGTH_AT = 8;
    private static final int HEADER_AT = 10;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<f([48])', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

    /** {@return whether an element is the name of such a file} */
    static boolean isNamed(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsString().endsWith(".npy");
    }

    static GoldenArray read(String name) {
        try (InputStream in = GoldenArray.class.getResourceAsStream("/golden/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no golden file " + name);
            }
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            int length = bytes.getShort(LENGTH_AT);
            Matcher header = HEADER.matcher(new String(bytes.array(), HEADER_AT, length, StandardCharsets.US_ASCII));
            if (!header.matches()) {
                throw new IllegalArgumentException(name + " has another header: " + header);
            }
            long[] shape = Arrays.stream(header.group(2).split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
            bytes.position(HEADER_AT + length);
            double[] numbers = new double[(int) Arrays.stream(shape).reduce(1, Math::multiplyExact)];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = header.group(1).equals("4") ? bytes.getFloat() : bytes.getDouble();
            }
            return new GoldenArray(shape, numbers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
