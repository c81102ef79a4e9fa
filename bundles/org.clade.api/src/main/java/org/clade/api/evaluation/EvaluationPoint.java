package org.clade.api.evaluation;

/**
 * Where a run stands at an evaluation.
 *
 * @param epoch epochs begun; 0 before training
 * @param round large batches done
 * @param step training steps done
 * @param epochEnd whether an epoch has just ended, or none has begun
 * @param complete whether the run has its full length
 * @param last whether no other evaluation follows: the run is complete, or it was stopped
 */
public record EvaluationPoint(int epoch, int round, long step, boolean epochEnd, boolean complete, boolean last) {}
