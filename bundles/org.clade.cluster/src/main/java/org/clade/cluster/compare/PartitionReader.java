package org.clade.cluster.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.clade.api.cluster.ComparisonRequest;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.cluster.edit.RunPartition;

/** Reads the two sides of a comparison. */
record PartitionReader(DataService data, ComparisonRequest request) {

    /** {@return whether a side is a file of vectors} */
    static boolean isVectors(Path side) {
        return Files.isRegularFile(side) && !ImageClusters.matches(side);
    }

    /** {@return the clusters of a run, a prediction or a table} */
    RunPartition partition(Path side) {
        if (Files.exists(side.resolve("recipe.json"))) {
            return RunPartition.of(side, request.edited());
        }
        Path table = Files.isDirectory(side) ? side.resolve("assignments.csv") : side;
        return new RunPartition(ImageClusters.read(table), new TreeMap<>());
    }

    /**
     * Groups vectors.
     *
     * @param side their file
     * @param other the number of clusters of the other side, if it has clusters
     * @return the groups
     */
    RunPartition groups(Path side, OptionalInt other) {
        OptionalInt k = request.k().isPresent() ? request.k() : other;
        if (k.isEmpty()) {
            throw new RefusedException(
                    "%s and %s are both vectors without clusters; give the number of groups, such as --k 10."
                            .formatted(request.first(), request.second()));
        }
        Dataset vectors = data.open(side.toString(), Split.ALL);
        if (!vectors.info().shape().isVector()) {
            throw new RefusedException(
                    "%s holds images, not vectors or clusters; give a run, a prediction, a CSV file with the columns image and cluster, or a file of vectors."
                            .formatted(side));
        }
        Map<String, Integer> groups = VectorGroups.of(vectors, k.getAsInt(), request.seed());
        return new RunPartition(groups, new TreeMap<>());
    }
}
