package org.clade.api.metric;

import org.clade.api.part.Part;
import org.osgi.annotation.versioning.ConsumerType;

/** A number about a clustering that needs no labels. */
@ConsumerType
public interface PartitionMetric extends Part {

    /**
     * Describes a clustering.
     *
     * @param partition the clustering, at least one image
     * @return the number
     */
    double score(Partition partition);
}
