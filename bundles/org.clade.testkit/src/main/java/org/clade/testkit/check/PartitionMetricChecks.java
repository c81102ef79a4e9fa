package org.clade.testkit.check;

import java.util.List;
import org.clade.api.metric.Partition;
import org.clade.api.metric.PartitionMetric;

/** The contract of numbers about a clustering: a finite number for every clustering. */
public final class PartitionMetricChecks {

    private final PartitionMetric metric;

    /**
     * The checks of a metric.
     *
     * @param metric the metric
     */
    public PartitionMetricChecks(PartitionMetric metric) {
        this.metric = metric;
    }

    /** {@return the checks, not run yet} */
    public List<Check> list() {
        return List.of(
                new Check("clusters of equal size have a finite number", () -> finite(0, 1, 2, 0, 1, 2)),
                new Check("a collapsed clustering has a finite number", () -> finite(2, 2, 2, 2)),
                new Check("a single image has a finite number", () -> finite(0)));
    }

    private void finite(int... clusters) {
        float[] confidence = new float[clusters.length];
        for (int i = 0; i < confidence.length; i++) {
            confidence[i] = 1f / (1 + i);
        }
        double number = metric.score(new Partition(clusters, confidence, 3));
        ContractViolationException.unless(
                Double.isFinite(number), "The number for a clustering of %s images is %s.", clusters.length, number);
    }
}
