package org.clade.task.temi;

import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;

/**
 * The signals and targets that TEMI's parts exchange. V is the number of views of an image (itself and its neighbors), H the number of
 * heads.
 */
final class PairTargets {

    /** N×(H·K) log-probabilities of the students, heads one after the other. */
    static final Signal STUDENTS = new Signal("student-log-probabilities");

    /** N×(H·K) log-probabilities of the teachers. */
    static final Signal TEACHERS = new Signal("teacher-log-probabilities");

    /** M×V×H×K log-probabilities of the teachers, for all views of an image. */
    static final TargetKind TEACHER_LABELS = new TargetKind("teacher-labels", TargetKind.Layout.ROWS);

    /** M×H weights of the pairs of an image. */
    static final TargetKind PAIR_WEIGHTS = new TargetKind("pair-weights", TargetKind.Layout.ROWS);

    /** H×K logarithms of the probabilities of the clusters over the last batches. */
    static final TargetKind LOG_CLASSES = new TargetKind("log-class-probabilities", TargetKind.Layout.PER_BATCH);

    /** Two numbers: beta, and 1 if the mutual information is clipped at 0. */
    static final TargetKind PAIR_EXPONENT = new TargetKind("pair-exponent", TargetKind.Layout.PER_BATCH);

    /** The head with the lowest loss. */
    static final TargetKind BEST_HEAD = new TargetKind("best-head", TargetKind.Layout.PER_BATCH);

    private PairTargets() {}
}
