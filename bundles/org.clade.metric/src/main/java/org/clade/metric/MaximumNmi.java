package org.clade.metric;

import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.ProvidesMetric;
import org.osgi.service.component.annotations.Component;

/**
 * NMI, divided by the greater entropy: {@code MI / max(H(classes), H(clusters))} with mutual information and entropies in nats, from 0 (independent) to 1.
 *
 * <p>One class and one cluster score 1; otherwise no mutual information scores 0, as in scikit-learn. It accepts fewer
 * or more clusters than classes. Use when one minus the score should be a metric distance; it is the smallest of the
 * four.
 */
@Component
@ProvidesMetric(id = "nmi_max", summary = "Mutual information over the greater of the entropies")
public final class MaximumNmi implements ClusterMetric {

    @Override
    public double score(int[] truth, int[] clusters) {
        return MutualInformation.normalized(truth, clusters, Math::max);
    }
}
