package org.clade.metric;

import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.ProvidesMetric;
import org.osgi.service.component.annotations.Component;

/**
 * NMI, divided by the arithmetic mean of the entropies: {@code MI / ((H(classes) + H(clusters)) / 2)} with mutual information and entropies in nats, from 0 (independent) to 1.
 *
 * <p>One class and one cluster score 1; otherwise no mutual information scores 0, as in scikit-learn. It accepts fewer
 * or more clusters than classes. Use when comparing with MMDC or with recent papers.
 */
@Component
@ProvidesMetric(
        id = "nmi",
        summary = "Mutual information over the arithmetic mean of the entropies (MMDC; scikit-learn's default)")
public final class ArithmeticNmi implements ClusterMetric {

    @Override
    public double score(int[] truth, int[] clusters) {
        return MutualInformation.normalized(truth, clusters, (classes, groups) -> (classes + groups) / 2);
    }
}
