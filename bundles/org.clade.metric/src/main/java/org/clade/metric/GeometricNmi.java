package org.clade.metric;

import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.ProvidesMetric;
import org.osgi.service.component.annotations.Component;

/**
 * NMI, divided by the geometric mean of the entropies: {@code MI / √(H(classes) · H(clusters))} with mutual information and entropies in nats, from 0 (independent) to 1.
 *
 * <p>One class and one cluster score 1; otherwise no mutual information scores 0, as in scikit-learn. It accepts fewer
 * or more clusters than classes. Use when comparing with GATCluster, DAC or ST-DAC; it is never below the arithmetic
 * one.
 */
@Component
@ProvidesMetric(
        id = "nmi_geometric",
        summary = "Mutual information over the geometric mean of the entropies (GATCluster, DAC, ST-DAC)")
public final class GeometricNmi implements ClusterMetric {

    @Override
    public double score(int[] truth, int[] clusters) {
        return MutualInformation.normalized(truth, clusters, (classes, groups) -> Math.sqrt(classes * groups));
    }
}
