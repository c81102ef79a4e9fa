package org.clade.api.cluster;

import java.util.List;
import java.util.OptionalInt;

/**
 * The images of a run that are nearest to an image.
 *
 * @param run the run's folder
 * @param image the image: its path in the data set, its index there, or its file
 * @param index its number in the run; empty if it is not one of the run's images
 * @param signal the signal whose cosine similarity counts
 * @param similar the nearest first
 */
public record SimilarImages(String run, String image, OptionalInt index, String signal, List<SimilarImage> similar) {

    /** Copies the list. */
    public SimilarImages {
        similar = List.copyOf(similar);
    }
}
