package org.clade.testkit;

import java.util.List;
import org.clade.api.metric.PartitionMetric;
import org.clade.api.part.Settings;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.PartitionMetricChecks;

/** The contract of numbers about a clustering, see {@link PartitionMetricChecks}. */
public interface PartitionMetricContract extends PartContract<PartitionMetric> {

    @Override
    default List<Check> checks(Settings settings) {
        return new PartitionMetricChecks(part()).list();
    }
}
