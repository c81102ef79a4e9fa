package org.clade.api.cluster;

import java.util.List;

/**
 * The doubtful images of a run.
 *
 * @param run the run's folder
 * @param images how many images were checked
 * @param threshold the least correlation of the details of near-duplicates
 * @param duplicates pairs of images that are nearly the same, most alike first
 * @param outliers the images unlike all others, the most distant first; a hundredth of all, at least 10
 * @param seconds how long the search took
 */
public record ImageCheck(
        String run, int images, double threshold, List<Pair> duplicates, List<Outlier> outliers, double seconds) {

    /** Copies the lists. */
    public ImageCheck {
        duplicates = List.copyOf(duplicates);
        outliers = List.copyOf(outliers);
    }

    /**
     * Two images that are nearly the same.
     *
     * @param first one image: its path in the data set, or its index there
     * @param second the other
     * @param cosine cosine similarity of their features, -1 to 1
     * @param pixels correlation of their details, -1 to 1: of gray pixels, each compared with those around it
     */
    public record Pair(String first, String second, double cosine, double pixels) {}

    /**
     * An image unlike all others.
     *
     * @param path its path in the data set, or its index there
     * @param score 1 minus the mean cosine similarity to its 10 nearest neighbors, 0 to 2
     */
    public record Outlier(String path, double score) {}
}
