package org.clade.shell.render;

import java.util.List;
import org.clade.api.run.RunSummary.ClusterSize;

/**
 * A table of cluster sizes.
 *
 * @param clusters the clusters
 */
public record ClusterTable(List<ClusterSize> clusters) {

    private static final int ROWS = 20;

    /** {@return the first {@value #ROWS} clusters} */
    public Table table() {
        Table sizes = new Table(">CLUSTER", ">IMAGES", ">SHARE", ">CONFIDENCE");
        clusters.stream().limit(ROWS).forEach(cluster -> row(sizes, cluster));
        return sizes;
    }

    /** {@return the number of further clusters} */
    public int more() {
        return Math.max(0, clusters.size() - ROWS);
    }

    private static void row(Table table, ClusterSize cluster) {
        table.row(
                cluster.cluster(),
                Format.count(cluster.images()),
                Format.score(cluster.share()),
                cluster.confidence().isPresent()
                        ? Format.score(cluster.confidence().getAsDouble())
                        : "");
    }
}
