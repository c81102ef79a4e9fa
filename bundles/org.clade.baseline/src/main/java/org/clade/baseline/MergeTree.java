package org.clade.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The merges from single vectors to one cluster, always of the two nearest clusters, found along chains of nearest
 * neighbors in n² steps (Murtagh, 1983; Müllner, Modern hierarchical, agglomerative clustering algorithms, 2011).
 */
final class MergeTree {

    private final int vectors;
    private final List<Merge> merges;

    /** Two merged clusters, each given by one of its vectors, and their distance. */
    private record Merge(int a, int b, double distance) {}

    private MergeTree(int vectors, List<Merge> merges) {
        this.vectors = vectors;
        this.merges = merges;
    }

    /**
     * Merges all clusters.
     *
     * @param distances {@code distances[i][j]} for every j less than i; overwritten
     * @param linkage the distance of clusters
     * @return the tree
     */
    static MergeTree grow(float[][] distances, Linkage linkage) {
        int n = distances.length;
        int[] sizes = new int[n]; // 0: merged into another
        Arrays.fill(sizes, 1);
        int[] chain = new int[n];
        int length = 0;
        List<Merge> merges = new ArrayList<>();
        while (merges.size() < n - 1) {
            if (length == 0) {
                while (sizes[chain[0]] == 0) {
                    chain[0]++;
                }
                length = 1;
            }
            int tip = chain[length - 1];
            int before = length > 1 ? chain[length - 2] : -1;
            int nearest = nearest(distances, sizes, tip, before);
            if (nearest == before) {
                merges.add(merge(distances, sizes, Math.min(tip, nearest), Math.max(tip, nearest), linkage));
                length -= 2;
            } else {
                chain[length++] = nearest;
            }
        }
        merges.sort(Comparator.comparingDouble(Merge::distance));
        return new MergeTree(n, merges);
    }

    /** {@return the cluster nearest to {@code tip}; {@code favorite} in a tie} */
    private static int nearest(float[][] distances, int[] sizes, int tip, int favorite) {
        int nearest = favorite;
        float least = favorite < 0 ? Float.POSITIVE_INFINITY : at(distances, tip, favorite);
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 0 && i != tip) {
                float distance = at(distances, tip, i);
                if (distance < least || nearest < 0) {
                    least = distance;
                    nearest = i;
                }
            }
        }
        return nearest;
    }

    private static Merge merge(float[][] distances, int[] sizes, int a, int b, Linkage linkage) {
        float apart = at(distances, a, b);
        for (int c = 0; c < sizes.length; c++) {
            if (sizes[c] > 0 && c != a && c != b) {
                double distance =
                        linkage.merged(at(distances, a, c), at(distances, b, c), apart, sizes[a], sizes[b], sizes[c]);
                distances[Math.max(b, c)][Math.min(b, c)] = (float) distance;
            }
        }
        sizes[b] += sizes[a];
        sizes[a] = 0;
        return new Merge(a, b, apart);
    }

    private static float at(float[][] distances, int i, int j) {
        return i > j ? distances[i][j] : distances[j][i];
    }

    /** {@return the cluster of each vector, from 0, when a number of clusters are left} */
    int[] cut(int clusters) {
        int[] parents = new int[vectors];
        Arrays.setAll(parents, i -> i);
        for (Merge merge : merges.subList(0, vectors - clusters)) {
            parents[root(parents, merge.a())] = root(parents, merge.b());
        }
        int[] names = new int[vectors];
        Arrays.fill(names, -1);
        int[] found = new int[vectors];
        int next = 0;
        for (int i = 0; i < vectors; i++) {
            int root = root(parents, i);
            if (names[root] < 0) {
                names[root] = next++;
            }
            found[i] = names[root];
        }
        return found;
    }

    private static int root(int[] parents, int i) {
        int root = i;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }
}
