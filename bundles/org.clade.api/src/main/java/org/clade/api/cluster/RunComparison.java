package org.clade.api.cluster;

import java.util.List;
import org.clade.api.metric.ClusterScores;

/**
 * How far two results agree on the images that both have.
 *
 * @param first the folder of one run
 * @param second the folder of the other
 * @param images how many images both have
 * @param onlyFirst how many images only the first has
 * @param onlySecond how many images only the second has
 * @param scores {@code ari} and {@code nmi} of the two partitions
 * @param moved how many images are in another cluster than the one that best matches theirs
 * @param clusters where the images of each cluster of the first run are in the second
 * @param moves the moved images by their two clusters, the most first
 */
public record RunComparison(
        String first,
        String second,
        int images,
        int onlyFirst,
        int onlySecond,
        ClusterScores scores,
        int moved,
        List<Destination> clusters,
        List<Move> moves) {

    /** Copies the lists. */
    public RunComparison {
        clusters = List.copyOf(clusters);
        moves = List.copyOf(moves);
    }

    /** A comparison that does not name the moved images. */
    public RunComparison(
            String first,
            String second,
            int images,
            int onlyFirst,
            int onlySecond,
            ClusterScores scores,
            int moved,
            List<Destination> clusters) {
        this(first, second, images, onlyFirst, onlySecond, scores, moved, clusters, List.of());
    }

    /**
     * The clusters of a cluster's images in the second run.
     *
     * @param cluster a cluster of the first run
     * @param name its name; empty if it has none
     * @param images how many of the images it has
     * @param match the cluster of the second run that it is matched with, one to one, so that the fewest images move; -1 if there
     *     are fewer clusters in the second run
     * @param kept how many of its images are in that cluster
     * @param to the clusters of the second run that its images are in, the largest share first
     */
    public record Destination(int cluster, String name, int images, int match, int kept, List<Share> to) {

        /** Copies the list. */
        public Destination {
            to = List.copyOf(to);
        }
    }

    /**
     * A part of a cluster.
     *
     * @param cluster a cluster of the second run
     * @param images how many images of the first run's cluster are in it
     */
    public record Share(int cluster, int images) {}

    /**
     * Images that moved together.
     *
     * @param from their cluster in the first
     * @param to their cluster in the second, which is not the one that matches
     * @param images how many
     * @param examples the names of some of them
     */
    public record Move(int from, int to, int images, List<String> examples) {

        /** Copies the list. */
        public Move {
            examples = List.copyOf(examples);
        }
    }
}
