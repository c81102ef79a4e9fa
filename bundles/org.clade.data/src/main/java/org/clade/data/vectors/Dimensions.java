package org.clade.data.vectors;

import java.util.List;
import org.clade.api.part.RefusedException;

/** The dimensions of an array of vectors: N×d, or N×d×1×1 as some networks write them. */
final class Dimensions {

    private static final int LARGEST_WIDTH = 1 << 20;

    private Dimensions() {}

    /** {@return whether an array of this shape holds one vector in each row} */
    static boolean ofVectors(List<Long> shape) {
        return shape.size() >= 2 && shape.subList(2, shape.size()).stream().allMatch(size -> size == 1);
    }

    /**
     * Checks the shape of an array of vectors.
     *
     * @param name the array's name, for messages
     * @param shape its shape
     * @param text the shape in words
     * @throws RefusedException if it is not that of vectors
     */
    static void check(String name, List<Long> shape, String text) {
        if (!ofVectors(shape)) {
            throw new RefusedException(
                    "“%s” has the shape %s, but vectors have the shape (N, d), one row for each image; %s."
                            .formatted(
                                    name,
                                    text,
                                    shape.size() == 3
                                            ? "take one vector of each image, such as the first token or the mean over tokens"
                                            : "write the features of all images as rows of one array"));
        }
        if (shape.get(0) == 0 || shape.get(1) == 0) {
            throw new RefusedException(
                    "“%s” has the shape %s, so it holds no vectors; compute the features again.".formatted(name, text));
        }
        if (shape.get(0) > Integer.MAX_VALUE || shape.get(1) > LARGEST_WIDTH) {
            throw new RefusedException("“%s” has the shape %s, but Clade reads at most %s vectors of at most %s values."
                    .formatted(name, text, Integer.MAX_VALUE, LARGEST_WIDTH));
        }
    }
}
