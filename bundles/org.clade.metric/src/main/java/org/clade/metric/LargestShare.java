package org.clade.metric;

import java.util.Arrays;
import org.clade.api.metric.Partition;
import org.clade.api.metric.PartitionMetric;
import org.clade.api.metric.ProvidesMetric;
import org.osgi.service.component.annotations.Component;

/** Share of the images in the largest cluster, from 1/K (equal shares) to 1 (collapsed). */
@Component
@ProvidesMetric(id = "largest_share", summary = "Share of the images in the largest cluster")
public final class LargestShare implements PartitionMetric {

    @Override
    public double score(Partition partition) {
        return (double) Arrays.stream(ClusterSizes.of(partition)).max().orElseThrow() / partition.clusters().length;
    }
}
