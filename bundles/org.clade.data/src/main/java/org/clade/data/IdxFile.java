package org.clade.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clade.api.part.RefusedException;
import org.clade.data.file.DataFile;

/**
 * An IDX file whose header and size have been checked: four bytes of magic, of which the third is the type of the values and the
 * last the number of dimensions, the dimensions as big-endian numbers of four bytes, then the values, big-endian too.
 *
 * @param file the file
 * @param type the type of its values
 * @param dimensions how many images, rows and columns; or how many labels, and numbers for each of them
 */
record IdxFile(DataFile file, Type type, int[] dimensions) {

    /** The types of IDX, by the codes of its definition. */
    enum Type {
        UNSIGNED_BYTE(0x08, 1),
        SIGNED_BYTE(0x09, 1),
        SHORT(0x0B, 2),
        INT(0x0C, 4),
        FLOAT(0x0D, 4),
        DOUBLE(0x0E, 8);

        private static final List<Type> WHOLE = List.of(UNSIGNED_BYTE, SIGNED_BYTE, SHORT, INT);

        private final int code;
        private final int bytes;

        Type(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }
    }

    static IdxFile images(DataFile file) {
        return open(file, List.of(3), List.of(Type.UNSIGNED_BYTE), "images");
    }

    /** Labels are numbers or, in QMNIST, rows of numbers of which the first is the class. */
    static IdxFile labels(DataFile file) {
        return open(file, List.of(1, 2), Type.WHOLE, "labels");
    }

    int header() {
        return 4 + 4 * dimensions.length;
    }

    int count() {
        return dimensions[0];
    }

    /** {@return the first number of each entry} */
    int[] firstValues() {
        int numbers = dimensions.length == 1 ? 1 : dimensions[1];
        ByteBuffer values = ByteBuffer.wrap(file.bytes(header() + count() * numbers * type.bytes));
        return IntStream.range(0, count())
                .map(i -> header() + i * numbers * type.bytes)
                .map(at -> switch (type) {
                    case UNSIGNED_BYTE -> values.get(at) & 0xFF;
                    case SIGNED_BYTE -> values.get(at);
                    case SHORT -> values.getShort(at);
                    default -> values.getInt(at);
                })
                .toArray();
    }

    private static IdxFile open(DataFile file, List<Integer> ranks, List<Type> types, String what) {
        ByteBuffer head = ByteBuffer.wrap(file.head(16));
        int magic = head.remaining() < 4 ? 0 : head.getInt(0);
        Type type = types.stream()
                .filter(each -> magic >>> 8 == each.code && ranks.contains(magic & 0xFF))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "“%s” is not an IDX file of %s: it should begin with the number %s, but begins with %s."
                                .formatted(
                                        file,
                                        what,
                                        numbers(ranks, types),
                                        head.remaining() < 4 ? "nothing" : "0x%08x".formatted(magic))));
        int rank = magic & 0xFF;
        int[] dimensions = new int[rank];
        long size = 4 + 4L * rank;
        if (head.remaining() >= size) {
            size = 1;
            for (int i = 0; i < rank; i++) {
                dimensions[i] = head.getInt(4 + 4 * i);
                size *= dimensions[i] < 1 || size > Integer.MAX_VALUE ? 0 : dimensions[i];
            }
            if (size <= 0) {
                throw new RefusedException("“%s” says that it holds %s of the dimensions %s; at least one, of at least"
                                .formatted(file, what, Arrays.toString(dimensions))
                        + " one pixel, is expected.");
            }
            size = size * type.bytes + 4 + 4L * rank;
        }
        file.requireSize(
                size,
                "the header and %s %s%s"
                        .formatted(dimensions[0], what, rank == 3 ? " of " + dimensions[1] + "×" + dimensions[2] : ""));
        return new IdxFile(file, type, dimensions);
    }

    private static String numbers(List<Integer> ranks, List<Type> types) {
        return types.stream()
                .flatMap(type -> ranks.stream().map(rank -> "0x%08x".formatted(type.code << 8 | rank)))
                .collect(Collectors.joining(" or "));
    }
}
