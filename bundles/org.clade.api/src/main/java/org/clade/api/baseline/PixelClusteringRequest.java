package org.clade.api.baseline;

import java.util.OptionalInt;
import org.clade.api.data.Split;
import org.clade.api.part.PartSpec;

/**
 * Which images to cluster by their pixels, and how.
 *
 * @param method the method and its options
 * @param data a data set's name or a folder
 * @param split which images of it
 * @param clusters how many; empty for the number of classes
 * @param limit the largest number of images, the same images as in a run with this seed and limit; 0 for all
 * @param size height and width in pixels to which images are resized; 0 for their own size
 * @param seed decides everything random
 */
public record PixelClusteringRequest(
        PartSpec method, String data, Split split, OptionalInt clusters, int limit, int size, long seed) {

    /** {@return a request for all images in their own size} */
    public static PixelClusteringRequest of(PartSpec method, String data, long seed) {
        return new PixelClusteringRequest(method, data, Split.ALL, OptionalInt.empty(), 0, 0, seed);
    }
}
