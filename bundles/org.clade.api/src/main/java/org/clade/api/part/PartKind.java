package org.clade.api.part;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of parts; those that variants are made of come first. */
public enum PartKind {
    /** {@link org.clade.api.backbone.Backbone}. */
    BACKBONE(Id.BACKBONE, "backbones", Use.WEIGHTS),
    /** {@link org.clade.api.attention.StageAttention}. */
    STAGE(Id.STAGE, "stage attention modules", Use.WEIGHTS),
    /** {@link org.clade.api.attention.HeadAttention}. */
    ATTENTION(Id.ATTENTION, "attention modules", Use.WEIGHTS),
    /** {@link org.clade.api.head.Head}. */
    HEAD(Id.HEAD, "heads", Use.WEIGHTS),
    /** {@link org.clade.api.optimizer.Optimizer}. */
    OPTIMIZER(Id.OPTIMIZER, "optimizers", Use.WEIGHTS),
    /** {@link org.clade.api.schedule.LearningRateSchedule}. */
    SCHEDULE(Id.SCHEDULE, "learning rate schedules", Use.WHOLE_RUN),
    /** {@link org.clade.api.augment.ImageOperation}. */
    OPERATION(Id.OPERATION, "image operations", Use.LARGE_BATCH),
    /** {@link org.clade.api.target.PseudoTargetStrategy}. */
    TARGETS(Id.TARGETS, "targets", Use.LARGE_BATCH),
    /** {@link org.clade.api.task.LossTask}. */
    TASK(Id.TASK, "tasks", Use.LARGE_BATCH),
    /** {@link org.clade.api.metric.ClusterMetric}, {@link org.clade.api.metric.PartitionMetric} and {@link org.clade.api.metric.FeatureMetric}. */
    METRIC(Id.METRIC, "metrics", Use.OUTSIDE),
    /** {@link org.clade.api.baseline.Baseline}. */
    BASELINE(Id.BASELINE, "baselines", Use.OUTSIDE),
    /** {@link org.clade.api.data.DatasetReader}. */
    READER(Id.READER, "readers of data sets", Use.OUTSIDE),
    /** {@link org.clade.api.data.DatasetSource}. */
    DATASET(Id.DATASET, "data sets", Use.OUTSIDE);

    /** The ids, for annotations. */
    public static final class Id {

        /** {@link PartKind#BACKBONE}. */
        public static final String BACKBONE = "backbone";

        /** {@link PartKind#STAGE}. */
        public static final String STAGE = "stage";

        /** {@link PartKind#ATTENTION}. */
        public static final String ATTENTION = "attention";

        /** {@link PartKind#HEAD}. */
        public static final String HEAD = "head";

        /** {@link PartKind#OPTIMIZER}. */
        public static final String OPTIMIZER = "optimizer";

        /** {@link PartKind#SCHEDULE}. */
        public static final String SCHEDULE = "schedule";

        /** {@link PartKind#OPERATION}. */
        public static final String OPERATION = "operation";

        /** {@link PartKind#TARGETS}. */
        public static final String TARGETS = "targets";

        /** {@link PartKind#TASK}. */
        public static final String TASK = "task";

        /** {@link PartKind#METRIC}. */
        public static final String METRIC = "metric";

        /** {@link PartKind#BASELINE}. */
        public static final String BASELINE = "baseline";

        /** {@link PartKind#READER}. */
        public static final String READER = "reader";

        /** {@link PartKind#DATASET}. */
        public static final String DATASET = "dataset";

        private Id() {}
    }

    /** How a run uses parts. */
    private enum Use {
        /** Parts with weights, or with state that belongs to weights. */
        WEIGHTS,
        /** Parts that belong to the run as a whole. */
        WHOLE_RUN,
        /** Parts that a run looks up again for every large batch. */
        LARGE_BATCH,
        /** Parts outside variants. */
        OUTSIDE
    }

    private final String id;
    private final String label;
    private final Use use;

    PartKind(String id, String label, Use use) {
        this.id = id;
        this.label = label;
        this.use = use;
    }

    /** {@return the kind as the service property {@value Part#KIND} says it} */
    public String id() {
        return id;
    }

    /** {@return the name of the kind in a sentence, in the plural} */
    public String label() {
        return label;
    }

    /** {@return whether variants are made of such parts} */
    public boolean ofVariant() {
        return use != Use.OUTSIDE;
    }

    /** {@return whether such parts have weights, or, like optimizers, state of weights: a run cannot replace them} */
    public boolean holdsWeights() {
        return use == Use.WEIGHTS;
    }

    /** {@return whether a run can replace such a part between two large batches} */
    public boolean swappable() {
        return use == Use.LARGE_BATCH;
    }

    /** {@return the kinds that variants are made of} */
    public static List<PartKind> ofVariants() {
        return Arrays.stream(values()).filter(PartKind::ofVariant).toList();
    }

    /** {@return the kind of an id; empty if the id is unknown} */
    public static Optional<PartKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }

    /** {@return the id} */
    @Override
    public String toString() {
        return id;
    }
}
