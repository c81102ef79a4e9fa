package org.clade.api.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The scores of one clustering. Each {@link ClusterMetric} and each {@link PartitionMetric} gives one score under its own id,
 * so the names are open: a bundle can add a metric.
 *
 * @param values the scores by metric id, in display order; may hold NaN, which {@link #get} returns as empty
 */
public record ClusterScores(Map<String, Double> values) {

    /** Accuracy under the best one-to-one map from clusters to classes, 0 to 1. */
    public static final String ACC = "acc";

    /** Normalized mutual information of clusters and classes, 0 to 1. */
    public static final String NMI = "nmi";

    /** Adjusted Rand index of clusters and classes, at most 1. */
    public static final String ARI = "ari";

    /** The exponential of the entropy of the cluster sizes, 1 to K. */
    public static final String EFFECTIVE_CLUSTERS = "effective_clusters";

    /** The share of the images in the largest cluster, 0 to 1. */
    public static final String LARGEST_SHARE = "largest_share";

    /** The scores of the papers' tables; all of them need labels. */
    public static final List<String> OF_LABELS = List.of(ACC, NMI, ARI);

    /** No scores. */
    public static final ClusterScores NONE = new ClusterScores(Map.of());

    /** Copies the scores and keeps their order. */
    public ClusterScores {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * One score.
     *
     * @param id the metric's id
     * @return the score; empty if it is missing or not finite
     */
    public OptionalDouble get(String id) {
        Double score = values.get(id);
        return score == null || !Double.isFinite(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
    }
}
