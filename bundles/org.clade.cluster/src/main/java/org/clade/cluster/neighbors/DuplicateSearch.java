package org.clade.cluster.neighbors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Finds images that are nearly the same: a second shot, a copy in another size, a slight crop. A pair is a candidate where one
 * image is among the {@link #NEAREST} nearest of the other, by embedding or by pixels; it counts where the pixels are alike, as
 * embeddings of one cluster may be alike for images that are not.
 */
public final class DuplicateSearch {

    /** Neighbors of an image that are compared with it. */
    private static final int NEAREST = 5;

    private final double least;

    /**
     * A search.
     *
     * @param least the least correlation of the pixels of a pair, -1 to 1
     */
    public DuplicateSearch(double least) {
        this.least = least;
    }

    /**
     * Finds pairs.
     *
     * @param embeddings N×D embeddings of the images
     * @param byEmbedding the neighbors of each image
     * @param pixels N×P pixels of the same images, all of one size
     * @param seen told how many images are done by pixels
     * @return the pairs, most alike first
     */
    public List<DuplicatePair> pairs(NDArray embeddings, Neighbors byEmbedding, NDArray pixels, IntConsumer seen) {
        try (NDManager scope = pixels.getManager().newSubManager()) {
            NDArray means = pixels.mean(new int[] {1}, true);
            means.attach(scope);
            NDArray centered = pixels.sub(means);
            centered.attach(scope);
            Neighbors byPixels = NeighborSearch.of(centered, NEAREST, seen);
            return pairs(new VectorTable(embeddings), new VectorTable(centered), List.of(byPixels, byEmbedding));
        }
    }

    private List<DuplicatePair> pairs(VectorTable embeddings, VectorTable pixels, List<Neighbors> candidates) {
        Set<Long> compared = new HashSet<>();
        List<DuplicatePair> pairs = new ArrayList<>();
        for (Neighbors neighbors : candidates) {
            for (int i = 0; i < neighbors.indices().length; i++) {
                for (int j : neighbors.indices()[i]) {
                    int first = Math.min(i, j);
                    int second = Math.max(i, j);
                    if (compared.add((long) first << Integer.SIZE | second)) {
                        double alike = pixels.cosine(first, second);
                        if (alike >= least) {
                            pairs.add(new DuplicatePair(first, second, embeddings.cosine(first, second), alike));
                        }
                    }
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(DuplicatePair::pixels)
                .reversed()
                .thenComparingInt(DuplicatePair::first)
                .thenComparingInt(DuplicatePair::second));
        return pairs;
    }
}
