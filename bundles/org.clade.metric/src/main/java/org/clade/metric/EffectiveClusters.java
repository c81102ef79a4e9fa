package org.clade.metric;

import org.clade.api.metric.Partition;
import org.clade.api.metric.PartitionMetric;
import org.clade.api.metric.ProvidesMetric;
import org.osgi.service.component.annotations.Component;

/** Effective number of clusters: {@code exp(H)} with the entropy H of the clusters' shares in nats. From 1 (all images in one cluster) to K (equal shares); use when watching for a collapse without labels. */
@Component
@ProvidesMetric(id = "effective_clusters", summary = "Effective number of clusters: exp of the entropy of their shares")
public final class EffectiveClusters implements PartitionMetric {

    @Override
    public double score(Partition partition) {
        return Math.exp(ClusterSizes.entropy(partition));
    }
}
