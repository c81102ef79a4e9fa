package org.clade.cluster.edit;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.part.RefusedException;

/** The clusters of some images while edits are made one after the other. */
final class ClusterState {

    private static final int LISTED = 24;

    private final int[] clusters;
    private final SortedMap<Integer, String> names = new TreeMap<>();

    /**
     * The state before the first edit.
     *
     * @param k how many clusters the network has
     * @param clusters the network's cluster of each image
     */
    ClusterState(int k, int[] clusters) {
        this.clusters = clusters.clone();
        IntStream.range(0, k).forEach(cluster -> names.put(cluster, ""));
        IntStream.of(clusters).forEach(cluster -> names.putIfAbsent(cluster, ""));
    }

    /** {@return the cluster of each image, or {@link ClusterEdits#DROPPED}} */
    int[] clusters() {
        return clusters;
    }

    /** {@return the clusters there are, with their names} */
    SortedMap<Integer, String> names() {
        return Collections.unmodifiableSortedMap(names);
    }

    /** {@return the images of a cluster} */
    int[] members(int cluster) {
        return IntStream.range(0, clusters.length)
                .filter(image -> clusters[image] == cluster)
                .toArray();
    }

    /**
     * Checks that there is a cluster.
     *
     * @throws RefusedException where there is not
     */
    void check(int cluster) {
        if (!names.containsKey(cluster)) {
            throw new RefusedException("There is no cluster %s; there are %s%s."
                    .formatted(
                            cluster,
                            names.keySet().stream()
                                    .limit(LISTED)
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")),
                            names.size() > LISTED ? ", … and %s more".formatted(names.size() - LISTED) : ""));
        }
    }

    /** Names a cluster, which may be new. */
    void name(int cluster, String name) {
        names.put(cluster, name);
    }

    /** Moves an image. */
    void move(int image, int cluster) {
        clusters[image] = cluster;
    }

    /** Moves all images of a cluster, which ends. */
    void end(int cluster, int into) {
        for (int image : members(cluster)) {
            move(image, into);
        }
        names.remove(cluster);
    }
}
