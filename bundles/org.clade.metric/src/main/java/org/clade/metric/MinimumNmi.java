package org.clade.metric;

import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.ProvidesMetric;
import org.osgi.service.component.annotations.Component;

/**
 * NMI, divided by the smaller entropy: {@code MI / min(H(classes), H(clusters))} with mutual information and entropies in nats, from 0 (independent) to 1.
 *
 * <p>One class and one cluster score 1; otherwise no mutual information scores 0, as in scikit-learn. It accepts fewer
 * or more clusters than classes. Use when over-clustering should not count against a result; it is the greatest of the
 * four.
 */
@Component
@ProvidesMetric(id = "nmi_min", summary = "Mutual information over the smaller of the entropies")
public final class MinimumNmi implements ClusterMetric {

    @Override
    public double score(int[] truth, int[] clusters) {
        return MutualInformation.normalized(truth, clusters, Math::min);
    }
}
