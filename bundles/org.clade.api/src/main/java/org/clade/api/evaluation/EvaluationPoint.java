package org.clade.api.evaluation;

/**
 * The position of a run at an evaluation.
 *
 * @param epoch epochs begun; 0 before training
 * @param round large batches done
 * @param step training steps done
 * @param epochEnd whether an epoch has just ended or training has not begun
 * @param complete whether the run has its full length
 * @param last whether this is the last evaluation: the run is complete or was stopped
 */
public record EvaluationPoint(int epoch, int round, long step, boolean epochEnd, boolean complete, boolean last) {}
