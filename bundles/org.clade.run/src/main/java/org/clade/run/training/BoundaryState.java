package org.clade.run.training;

import java.util.Map;
import org.clade.api.target.TargetSession;
import org.clade.run.progress.TrainingPosition;

/**
 * The state of a run at a decision.
 *
 * @param position its position
 * @param sessions the target sessions by phase
 * @param over whether the budget is used up
 */
public record BoundaryState(TrainingPosition position, Map<String, TargetSession> sessions, boolean over) {}
