package org.clade.target.relations;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Decides whether groups are useful targets. Early in training they are not, and learning from them leads to collapse. */
final class GroupGuard {

    private final int clusters;
    private final OptionalDouble share;

    /**
     * The guard.
     *
     * @param clusters K
     * @param share the smallest size of a group as a share of M/K; empty for no limit
     */
    GroupGuard(int clusters, OptionalDouble share) {
        this.clusters = clusters;
        this.share = share;
    }

    /** {@return whether all K groups exist, each with at least share · M / K members} */
    boolean passes(int[] groups) {
        if (share.isEmpty()) {
            return true;
        }
        long[] sizes = new long[clusters];
        for (int group : groups) {
            sizes[group]++;
        }
        long smallest = Arrays.stream(sizes).min().orElse(0);
        return smallest > 0 && smallest >= share.getAsDouble() * groups.length / clusters;
    }

    /** {@return groups of one image each} */
    static int[] alone(int images) {
        int[] groups = new int[images];
        Arrays.setAll(groups, i -> i);
        return groups;
    }
}
