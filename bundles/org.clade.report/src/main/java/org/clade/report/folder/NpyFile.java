package org.clade.report.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.base.file.AtomicFile;

/** Matrices of float32 in NumPy's format, version 1.0. */
public final class NpyFile {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int PREFIX = 10;
    private static final int ALIGNMENT = 64;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\((\\d+), (\\d+)\\), \\}\\s*");

    private NpyFile() {}

    /**
     * Writes a matrix.
     *
     * @param file the file
     * @param rows its rows, all of one length
     */
    public static void write(Path file, float[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        StringBuilder header = new StringBuilder("{'descr': '<f4', 'fortran_order': False, 'shape': (")
                .append(rows.length)
                .append(", ")
                .append(columns)
                .append("), }");
        while ((PREFIX + header.length() + 1) % ALIGNMENT != 0) {
            header.append(' ');
        }
        header.append('\n');
        ByteBuffer content = ByteBuffer.allocate(PREFIX + header.length() + Float.BYTES * rows.length * columns)
                .order(ByteOrder.LITTLE_ENDIAN);
        content.put(MAGIC)
                .putShort((short) header.length())
                .put(header.toString().getBytes(StandardCharsets.US_ASCII));
        for (float[] row : rows) {
            for (float value : row) {
                content.putFloat(value);
            }
        }
        AtomicFile.write(file, content.array());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param file the file
     * @return its rows
     * @throws IOException where it cannot be read or is another file
     */
    public static float[][] read(Path file) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (content.remaining() < PREFIX) {
            throw new IOException(file + " is no matrix of float32 in NumPy's format");
        }
        int length = content.getShort(MAGIC.length);
        byte[] header = new byte[Math.max(0, Math.min(length, content.capacity() - PREFIX))];
        content.position(PREFIX);
        content.get(header);
        Matcher shape = HEADER.matcher(new String(header, StandardCharsets.US_ASCII));
        if (!shape.matches()) {
            throw new IOException(file + " is no matrix of float32 in NumPy's format");
        }
        float[][] rows = new float[Integer.parseInt(shape.group(1))][Integer.parseInt(shape.group(2))];
        for (float[] row : rows) {
            content.asFloatBuffer().get(row);
            content.position(content.position() + Float.BYTES * row.length);
        }
        return rows;
    }
}
