package org.clade.cluster.edit;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;
import org.clade.api.run.TrainedRun;
import org.clade.api.signal.Signal;
import org.clade.kmeans.KMeansGroups;
import org.clade.kmeans.Points;

/** Splits a cluster by k-means on the features of its images. */
final class FeatureSplit {

    private static final int STARTS = 10;
    private static final int ITERATIONS = 100;
    private static final double TOLERANCE = 1e-4;

    private FeatureSplit() {}

    /**
     * Splits a cluster.
     *
     * @param run the network and the images
     * @param engine holds the features
     * @param cluster the cluster
     * @param members its images
     * @param into how many parts
     * @param free the number of the second part; the numbers of the others follow
     * @return the edit
     * @throws RefusedException where the images do not differ enough
     */
    static SplitEdit of(TrainedRun run, TensorEngine engine, int cluster, int[] members, int into, int free) {
        Signal signal = Signal.FEATURES;
        try (NDManager scope = engine.newManager(Device.cpu())) {
            NDArray features = run.look(Set.of(signal), scope).get(signal);
            float[] rows = features.get(new NDIndex(
                            "{}",
                            scope.create(Arrays.stream(members).asLongStream().toArray())))
                    .reshape(members.length, -1)
                    .toFloatArray();
            return of(
                    rows,
                    cluster,
                    members.length,
                    into,
                    free,
                    RandomStream.of(run.request().seed()));
        }
    }

    /** {@return the split of a cluster by vectors, one after the other} */
    static SplitEdit of(float[] rows, int cluster, int images, int into, int free, RandomStream random) {
        int width = rows.length / images;
        int[] groups = new KMeansGroups(into, STARTS, ITERATIONS, TOLERANCE)
                .of(Points.of(rows, width), random.derive("split", cluster));
        int[] sizes = new int[into];
        IntStream.of(groups).forEach(group -> sizes[group]++);
        if (IntStream.of(sizes).anyMatch(size -> size == 0)) {
            throw new RefusedException(
                    "Cluster %s cannot be split into %s parts, as its images do not differ enough for the network; take fewer parts."
                            .formatted(cluster, into));
        }
        List<Integer> order = IntStream.range(0, into)
                .boxed()
                .sorted(Comparator.comparingInt((Integer group) -> -sizes[group])
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        float[][] centers = new float[into][];
        for (int part = 0; part < into; part++) {
            centers[part] = center(rows, width, groups, order.get(part));
        }
        List<Integer> parts = new ArrayList<>(List.of(cluster));
        IntStream.range(0, into - 1).forEach(part -> parts.add(free + part));
        return new SplitEdit(
                cluster,
                parts,
                Signal.FEATURES.name(),
                centers,
                IntStream.of(groups).map(order::indexOf).toArray());
    }

    private static float[] center(float[] rows, int width, int[] groups, int group) {
        double[] sums = new double[width];
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] == group) {
                count++;
                for (int d = 0; d < width; d++) {
                    sums[d] += rows[i * width + d];
                }
            }
        }
        float[] center = new float[width];
        for (int d = 0; d < width; d++) {
            center[d] = (float) (sums[d] / count);
        }
        return center;
    }
}
