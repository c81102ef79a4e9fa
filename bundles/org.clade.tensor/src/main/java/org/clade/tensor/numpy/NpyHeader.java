package org.clade.tensor.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.clade.api.part.RefusedException;

/**
 * The header of an array in NumPy's format, versions 1 to 3: {@code \x93NUMPY}, the version, the length of the text, the text, which
 * is a Python dictionary. Source: {@code numpy.lib.format}.
 *
 * @param type the type of the values
 * @param columns whether the values stand column after column (Fortran order), not row after row
 * @param shape the dimensions
 * @param start bytes before the first value
 */
record NpyHeader(NpyType type, boolean columns, List<Long> shape, int start) {

    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** Bytes that are enough to know the length of the header. */
    static final int PREAMBLE = 12;

    private static final int START_OF_FIRST_VERSION = 10;
    private static final int LAST_VERSION = 3;
    private static final int LONGEST = 1 << 16;
    private static final Pattern TYPE =
            Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([<>|=]?)([a-zA-Z])([0-9]*)([^'\"]*)['\"]");
    private static final Pattern COLUMNS = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9,\\sL]*)\\)");

    /**
     * The length of a header.
     *
     * @param name the array's name, for messages
     * @param head the first {@value #PREAMBLE} bytes
     * @return bytes before the first value
     * @throws RefusedException if it is no array of NumPy of a known version
     */
    static int length(String name, byte[] head) {
        if (head.length < PREAMBLE || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new RefusedException(
                    "“%s” is not an array of NumPy; write it again with numpy.save.".formatted(name));
        }
        int version = head[MAGIC.length];
        if (version < 1 || version > LAST_VERSION) {
            throw new RefusedException(
                    "“%s” has version %s of NumPy's format, but Clade reads versions 1 to 3; write it again with numpy.save."
                            .formatted(name, version & 0xFF));
        }
        ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int start = version == 1 ? START_OF_FIRST_VERSION : PREAMBLE;
        int length = version == 1 ? numbers.getShort(MAGIC.length + 2) & 0xFFFF : numbers.getInt(MAGIC.length + 2);
        if (length < 0 || length > LONGEST) {
            throw new RefusedException(
                    "“%s” says that its header has %s bytes, but a header has at most %s; fetch the file again."
                            .formatted(name, Integer.toUnsignedLong(length), LONGEST));
        }
        return start + length;
    }

    /**
     * Reads a header.
     *
     * @param name the array's name, for messages
     * @param bytes the header, with what stands before its text
     * @return the header
     * @throws RefusedException if it is not that of one array of a simple type
     */
    static NpyHeader read(String name, byte[] bytes) {
        int from = bytes[MAGIC.length] == 1 ? START_OF_FIRST_VERSION : PREAMBLE;
        String text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).strip();
        Matcher type = TYPE.matcher(text);
        Matcher columns = COLUMNS.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!type.find() || !columns.find() || !shape.find()) {
            throw new RefusedException(
                    "“%s” has the header “%s”; the type and the shape of one array of numbers are expected."
                            .formatted(name, text));
        }
        if (type.group(2).equals("O")) {
            throw new RefusedException(
                    "“%s” holds Python objects (a pickle), which Clade does not read because they can run code; write an array of numbers with numpy.save or numpy.savez."
                            .formatted(name));
        }
        try {
            List<Long> dimensions = Arrays.stream(
                            shape.group(1).replace("L", "").split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .map(Long::valueOf)
                    .toList();
            NpyHeader header = new NpyHeader(
                    new NpyType(
                            type.group(2).charAt(0),
                            type.group(3).isEmpty() ? 1 : Integer.parseInt(type.group(3)),
                            type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN),
                    columns.group(1).equals("True"),
                    dimensions,
                    bytes.length);
            header.size();
            return header;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new RefusedException(
                    "“%s” has the shape (%s), which is too large.".formatted(name, shape.group(1)), e);
        }
    }

    /** {@return bytes of the header and of all values} */
    long size() {
        return Math.addExact(start, Math.multiplyExact(values(), type.bytes()));
    }

    /** {@return how many values the array has} */
    long values() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** {@return the shape as NumPy writes it, for instance {@code (1000, 384)}} */
    String shapeText() {
        return shape.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "(", shape.size() == 1 ? ",)" : ")"));
    }
}
