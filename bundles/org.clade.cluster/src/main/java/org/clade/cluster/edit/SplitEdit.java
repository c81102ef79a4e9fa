package org.clade.cluster.edit;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;

/**
 * A cluster becomes several.
 *
 * @param cluster the cluster
 * @param parts the numbers of the parts, the first that of the cluster
 * @param signal the name of the signal that it was split by
 * @param centers the center of each part in that signal
 * @param groups the place in {@code parts} of each image of the cluster, in the order of the run's images
 */
record SplitEdit(int cluster, List<Integer> parts, String signal, float[][] centers, int[] groups)
        implements ClusterEdit {

    @Override
    public void apply(ClusterState state) {
        state.check(cluster);
        int[] members = state.members(cluster);
        if (members.length != groups.length) {
            throw new RefusedException(
                    "The split of cluster %s was made with %s images, and the cluster has %s; take the edit out of the file."
                            .formatted(cluster, groups.length, members.length));
        }
        announce(state);
        for (int i = 0; i < members.length; i++) {
            state.move(members[i], parts.get(groups[i]));
        }
    }

    private void announce(ClusterState state) {
        parts.stream().skip(1).forEach(part -> state.name(part, ""));
    }

    @Override
    public void repeat(ClusterState state, Predictions seen) {
        announce(state);
        int[] members = state.members(cluster);
        if (members.length == 0) {
            return;
        }
        NDArray vectors = seen.get(new Signal(signal));
        float[] rows = vectors.toFloatArray();
        int width = rows.length / state.clusters().length;
        for (int image : members) {
            state.move(image, parts.get(nearest(rows, image * width)));
        }
    }

    /** {@return the place of the center that is nearest to the vector at an offset, the first of equals} */
    private int nearest(float[] rows, int offset) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int part = 0; part < centers.length; part++) {
            double sum = 0;
            for (int d = 0; d < centers[part].length; d++) {
                double difference = rows[offset + d] - centers[part][d];
                sum += difference * difference;
            }
            if (sum < least) {
                least = sum;
                nearest = part;
            }
        }
        return nearest;
    }

    @Override
    public Optional<Signal> needed() {
        return Optional.of(new Signal(signal));
    }

    @Override
    public int highest() {
        return parts.stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    @Override
    public String sentence() {
        return "Cluster %s was split into %s."
                .formatted(
                        cluster,
                        String.join(", ", parts.stream().map(String::valueOf).toList()));
    }
}
