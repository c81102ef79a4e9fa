package org.clade.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.clade.api.part.RefusedException;

/**
 * An IDX file of unsigned bytes whose header and size have been checked: four bytes of magic, of which the last is the
 * number of dimensions, the dimensions as big-endian numbers of four bytes, then the values.
 *
 * @param file the file
 * @param dimensions how many images, rows and columns; or how many labels
 */
record IdxFile(DataFile file, int[] dimensions) {

    private static final int UNSIGNED_BYTES = 0x800;

    static IdxFile images(DataFile file) {
        return open(file, 3, "images");
    }

    static IdxFile labels(DataFile file) {
        return open(file, 1, "labels");
    }

    int header() {
        return 4 + 4 * dimensions.length;
    }

    int count() {
        return dimensions[0];
    }

    /** {@return the values after the header} */
    byte[] values() {
        byte[] bytes = file.bytes(header() + IntStream.of(dimensions).reduce(1, (a, b) -> a * b));
        return Arrays.copyOfRange(bytes, header(), bytes.length);
    }

    private static IdxFile open(DataFile file, int rank, String what) {
        ByteBuffer head = ByteBuffer.wrap(file.head(4 + 4 * rank));
        int magic = UNSIGNED_BYTES + rank;
        if (head.remaining() < 4 || head.getInt(0) != magic) {
            throw new RefusedException(
                    "“%s” is no IDX file of %s: it should begin with the number 0x%08x, but begins with %s."
                            .formatted(
                                    file.path(),
                                    what,
                                    magic,
                                    head.remaining() < 4 ? "nothing" : "0x%08x".formatted(head.getInt(0))));
        }
        int[] dimensions = new int[rank];
        long size = 4 + 4L * rank;
        if (head.remaining() == size) {
            size = 1;
            for (int i = 0; i < rank; i++) {
                dimensions[i] = head.getInt(4 + 4 * i);
                size *= dimensions[i] < 1 || size > Integer.MAX_VALUE ? 0 : dimensions[i];
            }
            if (size <= 0) {
                throw new RefusedException("“%s” says that it holds %s of the dimensions %s; at least one, of at least"
                                .formatted(file.path(), what, Arrays.toString(dimensions))
                        + " one pixel, is expected.");
            }
            size += 4 + 4L * rank;
        }
        file.requireSize(
                size,
                "the header and %s %s%s"
                        .formatted(dimensions[0], what, rank == 3 ? " of " + dimensions[1] + "×" + dimensions[2] : ""));
        return new IdxFile(file, dimensions);
    }
}
