package org.clade.picture;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clade.api.evaluation.Assignments;

/** The images of each cluster, the surest first. */
public final class SurestImages {

    private SurestImages() {}

    /**
     * Sorts the images of the largest clusters.
     *
     * @param assignments the cluster and the confidence of each image
     * @param most how many clusters at most
     * @return the images by the number of their cluster, of clusters that have some
     */
    public static SortedMap<Integer, List<Integer>> of(Assignments assignments, int most) {
        int[] clusters = assignments.clusters();
        float[] confidence = assignments.confidence();
        SortedMap<Integer, List<Integer>> members = IntStream.range(0, clusters.length)
                .boxed()
                .collect(Collectors.groupingBy(image -> clusters[image], TreeMap::new, Collectors.toList()));
        SortedMap<Integer, List<Integer>> largest = new TreeMap<>();
        members.entrySet().stream()
                .sorted(Comparator.comparingInt(cluster -> -cluster.getValue().size()))
                .limit(most)
                .forEach(cluster -> largest.put(
                        cluster.getKey(),
                        cluster.getValue().stream()
                                .sorted(Comparator.comparingDouble(image -> -confidence[image]))
                                .toList()));
        return largest;
    }
}
