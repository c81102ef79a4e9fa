package org.clade.metric;

import org.clade.api.metric.Partition;
import org.clade.api.metric.PartitionMetric;
import org.clade.api.metric.ProvidesMetric;
import org.osgi.service.component.annotations.Component;

/** Entropy of the clusters' shares of the images: {@code -Σ s ln s} in nats, from 0 (all images in one cluster) to ln K (equal shares). Empty clusters add 0. */
@Component
@ProvidesMetric(id = "entropy", summary = "Entropy of the clusters' shares of the images, in nats")
public final class ShareEntropy implements PartitionMetric {

    @Override
    public double score(Partition partition) {
        return ClusterSizes.entropy(partition);
    }
}
