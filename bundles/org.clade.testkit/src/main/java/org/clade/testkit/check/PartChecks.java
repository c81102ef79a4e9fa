package org.clade.testkit.check;

import java.util.ArrayList;
import java.util.List;
import org.clade.api.attention.HeadAttention;
import org.clade.api.attention.StageAttention;
import org.clade.api.augment.ImageOperation;
import org.clade.api.backbone.Backbone;
import org.clade.api.baseline.Baseline;
import org.clade.api.engine.TensorEngine;
import org.clade.api.head.Head;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.PartitionMetric;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.task.LossTask;

/** The contract of any part: the checks of its options and of its kind. */
public final class PartChecks {

    private PartChecks() {}

    /**
     * Finds the checks of a part's kind, with the testkit's own shapes and samples.
     *
     * @param part any part
     * @param settings its options
     * @param engine the tensor engine; nothing may train during the checks
     * @return the checks, not run yet
     */
    public static List<Check> of(Part part, Settings settings, TensorEngine engine) {
        List<Check> checks = new ArrayList<>(ofOptions(part));
        if (part instanceof LossTask task) {
            checks.addAll(new LossTaskChecks(task, settings, engine).list());
        }
        if (part instanceof PseudoTargetStrategy strategy) {
            checks.addAll(new TargetChecks(strategy, settings, engine).list());
        }
        if (part instanceof ImageOperation operation) {
            checks.addAll(new ImageOperationChecks(operation, settings, engine).list());
        }
        if (part instanceof Backbone backbone) {
            checks.addAll(new BackboneChecks(backbone, settings, engine).list());
        }
        if (part instanceof HeadAttention attention) {
            checks.addAll(new HeadAttentionChecks(attention, settings, engine).list());
        }
        if (part instanceof StageAttention attention) {
            checks.addAll(new StageAttentionChecks(attention, settings, engine).list());
        }
        if (part instanceof Head head) {
            checks.addAll(new HeadChecks(head, settings, engine).list());
        }
        if (part instanceof Optimizer optimizer) {
            checks.addAll(new OptimizerChecks(optimizer, settings, engine).list());
        }
        if (part instanceof ClusterMetric metric) {
            checks.addAll(new ClusterMetricChecks(metric).list());
        }
        if (part instanceof PartitionMetric metric) {
            checks.addAll(new PartitionMetricChecks(metric).list());
        }
        if (part instanceof LearningRateSchedule schedule) {
            checks.addAll(new RateScheduleChecks(schedule, settings).list());
        }
        if (part instanceof Baseline baseline) {
            checks.addAll(new BaselineChecks(baseline, settings).list());
        }
        return List.copyOf(checks);
    }

    /** {@return the checks of the options of every part} */
    public static List<Check> ofOptions(Part part) {
        return new OptionChecks(part).list();
    }
}
