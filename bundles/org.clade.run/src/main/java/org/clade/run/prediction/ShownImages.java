package org.clade.run.prediction;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.clade.api.metric.Partition;
import org.clade.api.random.RandomStream;

/**
 * The images of a prediction that pictures and the report show: all where there are few, otherwise those that each cluster is surest
 * and least sure of, and a sample of the others.
 */
public final class ShownImages {

    private static final int ALL = 3000;
    private static final int SAMPLE = 2500;
    private static final int EXTREMES = 12;
    private static final int CLUSTERS = 60;

    private ShownImages() {}

    /**
     * Chooses.
     *
     * @param partition the clusters of all images
     * @param random draws the sample
     * @return the images, ascending
     */
    public static int[] of(Partition partition, RandomStream random) {
        int images = partition.clusters().length;
        if (images <= ALL) {
            return IntStream.range(0, images).toArray();
        }
        SortedSet<Integer> shown = new TreeSet<>();
        addExtremes(partition, 1, shown);
        addExtremes(partition, -1, shown);
        for (int draw = 0; draw < SAMPLE; draw++) {
            shown.add(random.below(images));
        }
        return shown.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Adds those with the greatest, or the least, confidence of each of the largest clusters. */
    private static void addExtremes(Partition partition, int sign, SortedSet<Integer> shown) {
        float[] confidence = partition.confidence();
        Comparator<Integer> order = Comparator.<Integer>comparingDouble(image -> sign * confidence[image])
                .thenComparing(image -> -image);
        long[] sizes = new long[partition.k()];
        Arrays.stream(partition.clusters()).forEach(cluster -> sizes[cluster]++);
        IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingLong(cluster -> -sizes[cluster]))
                .limit(CLUSTERS)
                .forEach(cluster -> shown.addAll(best(partition.clusters(), cluster, order)));
    }

    private static PriorityQueue<Integer> best(int[] clusters, int cluster, Comparator<Integer> order) {
        PriorityQueue<Integer> best = new PriorityQueue<>(order);
        for (int image = 0; image < clusters.length; image++) {
            if (clusters[image] == cluster) {
                best.add(image);
                if (best.size() > EXTREMES) {
                    best.remove();
                }
            }
        }
        return best;
    }
}
