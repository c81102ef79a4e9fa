package org.clade.api.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.clade.api.random.RandomStream;

/**
 * The images that a run, a prediction or a baseline takes from a data set if it has a limit. All of them take the same
 * images for the same limit and seed.
 */
public final class ImageSubset {

    private ImageSubset() {}

    /**
     * Draws images without replacement.
     *
     * @param images how many images the data set has
     * @param limit how many to take at most; 0 for all
     * @param seed decides which
     * @return the indexes of the images, ascending
     */
    public static int[] of(int images, int limit, long seed) {
        return limit == 0 || limit >= images
                ? IntStream.range(0, images).toArray()
                : Arrays.stream(RandomStream.of(seed).derive("limit").permutation(images))
                        .limit(limit)
                        .sorted()
                        .toArray();
    }
}
