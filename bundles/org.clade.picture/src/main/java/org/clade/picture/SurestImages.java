package org.clade.picture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.clade.api.evaluation.Assignments;

/** The images in the order of confidence, the surest first. They are sorted once, for all figures of a run. */
public final class SurestImages {

    private final Assignments assignments;
    private final int[] order;

    /**
     * Sorts the images.
     *
     * @param assignments the cluster and the confidence of each image
     */
    public SurestImages(Assignments assignments) {
        this.assignments = assignments;
        this.order = assignments.surestFirst();
    }

    /** {@return all images} */
    public int[] all() {
        return order.clone();
    }

    /**
     * Divides the images of the largest clusters.
     *
     * @param most how many clusters at most
     * @return the images by the number of their cluster, of clusters that have some
     */
    public SortedMap<Integer, int[]> byCluster(int most) {
        int[] clusters = assignments.clusters();
        int[] sizes = new int[assignments.k()];
        Arrays.stream(clusters).forEach(cluster -> sizes[cluster]++);
        SortedMap<Integer, int[]> largest = new TreeMap<>();
        IntStream.range(0, sizes.length)
                .filter(cluster -> sizes[cluster] > 0)
                .boxed()
                .sorted(Comparator.comparingInt(cluster -> -sizes[cluster]))
                .limit(most)
                .forEach(cluster -> largest.put(cluster, new int[sizes[cluster]]));
        int[] filled = new int[sizes.length];
        for (int image : order) {
            int[] members = largest.get(clusters[image]);
            if (members != null) {
                members[filled[clusters[image]]++] = image;
            }
        }
        return largest;
    }
}
