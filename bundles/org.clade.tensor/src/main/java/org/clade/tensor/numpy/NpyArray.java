package org.clade.tensor.numpy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.clade.api.part.RefusedException;

/**
 * An array in NumPy's format, versions 1 to 3. Opening reads and checks the header and the size of the file; values are read when
 * they are asked for, a block at a time, so that an array may be larger than the memory. Python objects are refused and never
 * executed.
 */
public final class NpyArray {

    /** How many bytes are read at once. */
    private static final int BLOCK = 1 << 22;

    private final String name;
    private final ByteContent content;
    private final NpyHeader header;

    private NpyArray(String name, ByteContent content, NpyHeader header) {
        this.name = name;
        this.content = content;
        this.header = header;
    }

    /**
     * Opens a {@code .npy} file.
     *
     * @param file the file
     * @return its array
     * @throws IOException if it cannot be read
     * @throws RefusedException if it is no array of a simple type, or if the header says another size than the file has
     */
    public static NpyArray open(Path file) throws IOException {
        return open(file.toString(), ByteContent.of(file));
    }

    static NpyArray open(String name, ByteContent content) throws IOException {
        long size = content.size();
        int length = NpyHeader.length(name, head(content, size, NpyHeader.PREAMBLE));
        if (length > size) {
            throw new RefusedException(
                    "“%s” is cut short: its header says that it has %s bytes, but the file has %s; fetch the file again."
                            .formatted(name, length, size));
        }
        NpyHeader header = NpyHeader.read(name, head(content, size, length));
        if (size != header.size()) {
            throw new RefusedException(
                    "“%s” is %s: the header and values of the shape %s make %s bytes, but it holds %s; fetch the file again."
                            .formatted(
                                    name,
                                    size < header.size() ? "cut short" : "too long",
                                    header.shapeText(),
                                    header.size(),
                                    size));
        }
        return new NpyArray(name, content, header);
    }

    private static byte[] head(ByteContent content, long size, int bytes) throws IOException {
        byte[] head = new byte[(int) Math.min(bytes, size)];
        content.bytes(0, head.length).get(head);
        return head;
    }

    /** {@return the array's name for messages: the file, with the member of an archive} */
    public String name() {
        return name;
    }

    /** {@return the type of its values} */
    public NpyType type() {
        return header.type();
    }

    /** {@return its dimensions; empty for a single value} */
    public List<Long> shape() {
        return header.shape();
    }

    /** {@return the shape as NumPy writes it, for instance {@code (1000, 384)}} */
    public String shapeText() {
        return header.shapeText();
    }

    /** {@return bytes before the first value} */
    public int start() {
        return header.start();
    }

    /** {@return whether the values stand column after column (Fortran order)} */
    public boolean columnsFirst() {
        return header.columns();
    }

    /** {@return the same array whose values of two bytes are read as bfloat16} */
    public NpyArray asBfloat16() {
        return new NpyArray(
                name,
                content,
                new NpyHeader(header.type().asBfloat16(), header.columns(), header.shape(), header.start()));
    }

    /** {@return how many rows it has: the first dimension} */
    public long rows() {
        return header.shape().isEmpty() ? 1 : header.shape().get(0);
    }

    /** {@return how many values a row has: the product of the other dimensions} */
    public long columns() {
        return rows() == 0 ? 0 : header.values() / rows();
    }

    /**
     * Reads some rows of numbers as float32.
     *
     * @param first the first row
     * @param rows filled with the rows from there, each of {@link #columns} values in row-major order
     * @throws IOException if they cannot be read
     */
    public void read(long first, float[][] rows) throws IOException {
        int width = Math.toIntExact(columns());
        if (header.columns() && header.shape().size() > 1) {
            readColumns(first, rows, width);
            return;
        }
        int step = Math.max(1, BLOCK / Math.max(1, width * type().bytes()));
        for (int done = 0; done < rows.length; done += step) {
            int some = Math.min(step, rows.length - done);
            ByteBuffer bytes = values((first + done) * width, some * width);
            for (int i = 0; i < some; i++) {
                for (int j = 0; j < width; j++) {
                    rows[done + i][j] = (float) type().number(bytes, (i * width + j) * type().bytes());
                }
            }
        }
    }

    /** In Fortran order the values of a column are neighbors; the first dimension changes fastest, then the second. */
    private void readColumns(long first, float[][] rows, int width) throws IOException {
        int[] places = columnPlaces(width);
        for (int column = 0; column < width; column++) {
            ByteBuffer bytes = values(column * rows() + first, rows.length);
            for (int i = 0; i < rows.length; i++) {
                rows[i][places[column]] = (float) type().number(bytes, i * type().bytes());
            }
        }
    }

    /** {@return the row-major place of each column-major place of a row} */
    private int[] columnPlaces(int width) {
        int[] places = new int[width];
        List<Long> shape = header.shape();
        for (int column = 0; column < width; column++) {
            long rest = column;
            long place = 0;
            long stride = width;
            for (int axis = 1; axis < shape.size(); axis++) {
                stride /= shape.get(axis);
                place += rest % shape.get(axis) * stride;
                rest /= shape.get(axis);
            }
            places[column] = (int) place;
        }
        return places;
    }

    /**
     * Reads all values of an array of whole numbers.
     *
     * @return the numbers
     * @throws IOException if they cannot be read
     */
    public long[] longs() throws IOException {
        long[] numbers = new long[Math.toIntExact(header.values())];
        ByteBuffer bytes = values(0, numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = type().whole(bytes, i * type().bytes());
        }
        return numbers;
    }

    /**
     * Reads all values of an array of texts.
     *
     * @return the texts
     * @throws IOException if they cannot be read
     */
    public String[] texts() throws IOException {
        String[] texts = new String[Math.toIntExact(header.values())];
        ByteBuffer bytes = values(0, texts.length);
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(bytes, i * type().bytes());
        }
        return texts;
    }

    private String text(ByteBuffer bytes, int at) {
        if (type().kind() == 'S') {
            byte[] characters = new byte[type().size()];
            bytes.get(at, characters);
            String text = new String(characters, StandardCharsets.UTF_8);
            return text.substring(0, end(text));
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < type().size(); i++) {
            int character = bytes.getInt(at + Integer.BYTES * i);
            if (!Character.isValidCodePoint(character)) {
                throw new RefusedException(
                        "“%s” holds the character %s, which Unicode does not have; fetch the file again."
                                .formatted(name, Integer.toUnsignedString(character)));
            }
            text.appendCodePoint(character);
        }
        return text.substring(0, end(text));
    }

    /** NumPy fills texts with zeros at the end. */
    private static int end(CharSequence text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return end;
    }

    private ByteBuffer values(long first, int count) throws IOException {
        return content.bytes(header.start() + first * type().bytes(), Math.multiplyExact(count, type().bytes()))
                .order(type().order());
    }
}
