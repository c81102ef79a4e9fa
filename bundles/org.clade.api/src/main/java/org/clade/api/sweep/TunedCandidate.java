package org.clade.api.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A candidate of a search, after a round that it finished with all its seeds.
 *
 * @param number its number, from 1
 * @param changes its keys and values
 * @param round the latest round that it finished, from 1
 * @param batches large batches of that round
 * @param stability mean adjusted Rand index between the assignments of its seeds; empty with one seed
 * @param silhouette mean silhouette of the embeddings, over its seeds; empty if it cannot be computed
 * @param effective effective clusters as a share of K, mean over its seeds
 * @param score mean of its ranks in these measures within the round, 1 for the best and 0 for the worst; 0 if its clusters collapsed
 * @param accuracy mean accuracy over its seeds; empty without labels. It has no part in the score
 */
public record TunedCandidate(
        int number,
        Map<String, String> changes,
        int round,
        int batches,
        OptionalDouble stability,
        OptionalDouble silhouette,
        OptionalDouble effective,
        double score,
        OptionalDouble accuracy) {

    /** Copies the changes and keeps their order. */
    public TunedCandidate {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }
}
