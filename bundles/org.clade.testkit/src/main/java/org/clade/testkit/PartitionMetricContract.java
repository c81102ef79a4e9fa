package org.clade.testkit;

import java.util.List;
import org.clade.api.metric.PartitionMetric;
import org.clade.api.part.Settings;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.PartitionMetricChecks;
import org.osgi.annotation.versioning.ConsumerType;

/** The contract of numbers about a clustering, see {@link PartitionMetricChecks}. */
@ConsumerType
public interface PartitionMetricContract extends PartContract<PartitionMetric> {

    @Override
    default List<Check> checks(Settings settings) {
        return new PartitionMetricChecks(part()).list();
    }
}
