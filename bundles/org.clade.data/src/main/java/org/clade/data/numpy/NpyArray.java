package org.clade.data.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.clade.api.part.RefusedException;
import org.clade.data.file.DataFile;

/**
 * An array in NumPy's format, versions 1 to 3: {@code \x93NUMPY}, the version, the length of the header, the header as a Python
 * dictionary, then the values.
 *
 * @param file the file
 * @param type the type of its values as NumPy writes it without the order of bytes, for instance {@code u1}
 * @param order the order of bytes
 * @param shape its dimensions
 * @param header bytes before the values
 */
record NpyArray(DataFile file, String type, ByteOrder order, int[] shape, int header) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREAMBLE = 12;
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z][0-9]*)[^']*'");
    private static final Pattern COLUMNS = Pattern.compile("'fortran_order'\\s*:\\s*True");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");

    /**
     * Reads a header, and checks the size of the file.
     *
     * @param file the file
     * @return the array
     * @throws RefusedException if it is not an array of numbers in row-major order
     */
    static NpyArray open(DataFile file) {
        ByteBuffer head = ByteBuffer.wrap(file.head(PREAMBLE)).order(ByteOrder.LITTLE_ENDIAN);
        if (head.remaining() < PREAMBLE || !Arrays.equals(head.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new RefusedException(
                    "“%s” is not an array of NumPy; write it again with numpy.savez.".formatted(file));
        }
        int version = head.get(6);
        if (version < 1 || version > 3) {
            throw new RefusedException(
                    "“%s” has version %s of NumPy's format, but Clade reads versions 1 to 3; write it again with numpy.savez."
                            .formatted(file, version));
        }
        int start = version == 1 ? 10 : 12;
        int length = version == 1 ? head.getShort(8) & 0xFFFF : head.getInt(8);
        if (length < 0 || length > LONGEST_HEADER) {
            throw new RefusedException(
                    "“%s” says that its header has %s bytes; fetch the file again.".formatted(file, length));
        }
        byte[] bytes = file.head(start + length);
        return parsed(
                file,
                new String(bytes, start, Math.max(0, bytes.length - start), StandardCharsets.UTF_8),
                start + length);
    }

    private static NpyArray parsed(DataFile file, String text, int header) {
        Matcher type = TYPE.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!type.find() || !shape.find()) {
            throw new RefusedException(
                    "“%s” has the header “%s”; the type and the shape of one array of numbers are expected."
                            .formatted(file, text.strip()));
        }
        if (type.group(2).startsWith("O")) {
            throw new RefusedException(
                    "“%s” holds Python objects (a pickle), which Clade does not read because they can run code; write numbers with numpy.savez."
                            .formatted(file));
        }
        if (COLUMNS.matcher(text).find()) {
            throw new RefusedException(
                    "“%s” is stored in Fortran order; write it again after numpy.ascontiguousarray.".formatted(file));
        }
        try {
            int[] dimensions = Arrays.stream(shape.group(1).replace("L", "").split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return new NpyArray(
                            file,
                            type.group(2),
                            type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                            dimensions,
                            header)
                    .checked();
        } catch (NumberFormatException e) {
            throw new RefusedException(
                    "“%s” has the shape (%s), which is too large.".formatted(file, shape.group(1)), e);
        }
    }

    private NpyArray checked() {
        if (shape.length == 0 || IntStream.of(shape).anyMatch(size -> size < 1)) {
            throw new RefusedException(
                    "“%s” has the shape %s; at least one image or label is expected.".formatted(file, words()));
        }
        file.requireSize(header + values() * valueBytes(), "the header and values of the shape " + words());
        return this;
    }

    /** {@return how many entries the first dimension has} */
    int count() {
        return shape[0];
    }

    /** {@return whether each entry is one whole number or truth value} */
    boolean wholeNumbers() {
        return type.matches("[iu][1248]|b1") && values() == count();
    }

    /** {@return how many values the array has} */
    private long values() {
        return IntStream.of(shape).asLongStream().reduce(1, Math::multiplyExact);
    }

    private int valueBytes() {
        int size = type.length() < 2 ? 1 : Integer.parseInt(type.substring(1));
        return type.startsWith("U") ? 4 * size : size;
    }

    /** {@return the numbers of an array of whole numbers} */
    int[] numbers() {
        ByteBuffer bytes = ByteBuffer.wrap(file.bytes(Math.toIntExact(header + (long) count() * valueBytes())))
                .order(order);
        return IntStream.range(0, count())
                .map(i -> header + i * valueBytes())
                .map(at -> switch (valueBytes()) {
                    case 1 -> type.startsWith("i") ? bytes.get(at) : bytes.get(at) & 0xFF;
                    case 2 -> type.startsWith("i") ? bytes.getShort(at) : bytes.getShort(at) & 0xFFFF;
                    case 4 -> bytes.getInt(at);
                    default -> Math.toIntExact(bytes.getLong(at));
                })
                .toArray();
    }

    /** {@return the shape as NumPy writes it} */
    String words() {
        return Arrays.toString(shape).replace('[', '(').replace(']', ')');
    }
}
