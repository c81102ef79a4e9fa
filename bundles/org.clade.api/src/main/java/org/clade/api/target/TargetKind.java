package org.clade.api.target;

/**
 * A kind of pseudo-target: strategies provide kinds, tasks read them.
 *
 * @param name a unique name, which messages use
 * @param layout the meaning of the array's axes
 */
public record TargetKind(String name, Layout layout) {

    /** The meaning of the axes of a target's array. */
    public enum Layout {
        /** The first axis is the images. */
        ROWS,
        /** The first two axes are the images, M×M. */
        PAIRS,
        /** The array belongs to the large batch as a whole. */
        PER_BATCH
    }

    /** M×K label features balanced over the large batch (GATCluster Eq. 4). */
    public static final TargetKind BALANCED = new TargetKind("balanced", Layout.ROWS);

    /** M×K sharpened and balanced label features (GATCluster Eq. 10). */
    public static final TargetKind SHARPENED = new TargetKind("sharpened", Layout.ROWS);

    /** M whole numbers, int32; two images belong together if their numbers are equal (GATCluster Eq. 5). */
    public static final TargetKind CLUSTER_IDS = new TargetKind("groups", Layout.ROWS);

    /** M×K label features from step 1, unchanged. */
    public static final TargetKind LABELS = new TargetKind("labels", Layout.ROWS);

    /** K column sums of {@link #LABELS} over the large batch. */
    public static final TargetKind LABEL_TOTALS = new TargetKind("label-totals", Layout.PER_BATCH);

    /** M×K label features of the attended region from step 1, unchanged. */
    public static final TargetKind ATTENDED_LABELS = new TargetKind("attended-labels", Layout.ROWS);

    /** K column sums of {@link #ATTENDED_LABELS} over the large batch. */
    public static final TargetKind ATTENDED_LABEL_TOTALS = new TargetKind("attended-label-totals", Layout.PER_BATCH);

    /** M×D label features on the unit sphere from step 1, unchanged. */
    public static final TargetKind UNIT_LABELS = new TargetKind("unit-labels", Layout.ROWS);

    /** M×M, float32: 1 together, 0 apart, 0.5 undecided, -1 left out (DAC Eq. 6). */
    public static final TargetKind RELATIONS = new TargetKind("relations", Layout.PAIRS);

    /** M×D points on the unit sphere, each assigned to an image (MMDC Eq. 2). */
    public static final TargetKind ASSIGNED_VECTORS = new TargetKind("assigned-vectors", Layout.ROWS);

    /** M×V×H×K logarithms of the teachers' label features, for an image and its companions, V together (TEMI). */
    public static final TargetKind TEACHER_LABELS = new TargetKind("teacher-labels", Layout.ROWS);

    /** M×H weights of the pairs of an image and its companions (TEMI). */
    public static final TargetKind PAIR_WEIGHTS = new TargetKind("pair-weights", Layout.ROWS);

    /** H×K logarithms of the probabilities of the clusters over the last batches (TEMI). */
    public static final TargetKind CLASS_LOG_PROBABILITIES =
            new TargetKind("class-log-probabilities", Layout.PER_BATCH);

    /** Two numbers: the exponent of products of probabilities, and 1 if mutual information is clipped at 0 (TEMI). */
    public static final TargetKind PAIR_EXPONENT = new TargetKind("pair-exponent", Layout.PER_BATCH);

    /** One whole number, int32: the head with the lowest loss, from 0 (TEMI). */
    public static final TargetKind BEST_HEAD = new TargetKind("best-head", Layout.PER_BATCH);

    /** M×J×K log-probabilities of a linear classifier on each feature space (TURTLE). */
    public static final TargetKind CLASSIFIER_LOG_PROBABILITIES =
            new TargetKind("classifier-log-probabilities", Layout.ROWS);

    /** {@return the name} */
    @Override
    public String toString() {
        return name;
    }
}
