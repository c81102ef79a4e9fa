package org.clade.cluster.edit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.clade.api.part.RefusedException;

/** Clusters become part of another. */
record MergeEdit(int cluster, List<Integer> others) implements ClusterEdit {

    @Override
    public void apply(ClusterState state) {
        state.check(cluster);
        Set<Integer> seen = new HashSet<>(Set.of(cluster));
        for (int other : others) {
            state.check(other);
            if (!seen.add(other)) {
                throw new RefusedException(
                        other == cluster
                                ? "Cluster %s cannot be merged with itself; name another cluster.".formatted(cluster)
                                : "Cluster %s was named twice; name each cluster once.".formatted(other));
            }
        }
        if (others.isEmpty()) {
            throw new RefusedException("Cluster %s needs another cluster to be merged with.".formatted(cluster));
        }
        others.forEach(other -> state.end(other, cluster));
    }

    @Override
    public String sentence() {
        return "Cluster %s now has the images of %s %s too."
                .formatted(
                        cluster,
                        others.size() == 1 ? "cluster" : "clusters",
                        others.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
}
