package org.clade.shell.render;

import java.util.List;
import java.util.Map;

/**
 * A table of how many images each cluster has.
 *
 * @param clusters the clusters, as JSON names them
 */
public record ClusterTable(List<?> clusters) {

    private static final int ROWS = 20;

    /** {@return the first {@value #ROWS} clusters} */
    public Table table() {
        Table sizes = new Table(">CLUSTER", ">IMAGES", ">SHARE", ">CONFIDENCE");
        clusters.stream().limit(ROWS).forEach(cluster -> row(sizes, (Map<?, ?>) cluster));
        return sizes;
    }

    /** {@return how many more clusters there are} */
    public int more() {
        return Math.max(0, clusters.size() - ROWS);
    }

    private static void row(Table table, Map<?, ?> cluster) {
        Object confidence = cluster.get("confidence");
        table.row(
                Format.count(cluster.get("cluster")).replace(",", ""),
                Format.count(cluster.get("images")),
                Format.score(cluster.get("share")),
                confidence == null ? "" : Format.score(confidence));
    }
}
