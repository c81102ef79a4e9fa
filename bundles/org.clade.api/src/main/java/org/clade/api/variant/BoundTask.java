package org.clade.api.variant;

import org.clade.api.task.LossTask;

/**
 * A loss task as a phase uses it.
 *
 * @param task the task
 * @param weight the factor of its loss
 */
public record BoundTask(Bound<LossTask> task, double weight) {}
