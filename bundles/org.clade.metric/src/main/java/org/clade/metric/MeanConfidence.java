package org.clade.metric;

import org.clade.api.metric.Partition;
import org.clade.api.metric.PartitionMetric;
import org.clade.api.metric.ProvidesMetric;
import org.osgi.service.component.annotations.Component;

/**
 * Mean over the images of their greatest label feature. For a softmax head from 1/K (undecided) to 1 (one-hot); for
 * heads of another scale in that head's scale.
 */
@Component
@ProvidesMetric(id = "mean_confidence", summary = "Mean of the images' greatest label feature")
public final class MeanConfidence implements PartitionMetric {

    @Override
    public double score(Partition partition) {
        if (partition.confidence().length == 0) {
            throw new IllegalArgumentException("A partition needs at least one image");
        }
        double sum = 0;
        for (float confidence : partition.confidence()) {
            sum += confidence;
        }
        return sum / partition.confidence().length;
    }
}
