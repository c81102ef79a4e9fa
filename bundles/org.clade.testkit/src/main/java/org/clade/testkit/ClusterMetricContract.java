package org.clade.testkit;

import java.util.List;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.part.Settings;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.ClusterMetricChecks;
import org.osgi.annotation.versioning.ConsumerType;

/** The contract of scores against classes, see {@link ClusterMetricChecks}. */
@ConsumerType
public interface ClusterMetricContract extends PartContract<ClusterMetric> {

    @Override
    default List<Check> checks(Settings settings) {
        return new ClusterMetricChecks(part()).list();
    }
}
