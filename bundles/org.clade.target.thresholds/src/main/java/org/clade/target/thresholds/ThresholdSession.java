package org.clade.target.thresholds;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;

/** A session of relations by thresholds. Only the tally of pairs outlives a batch; thresholds follow from the epoch. */
final class ThresholdSession implements TargetSession {

    private final ThresholdSchedule schedule;
    private final PairSelection selection;
    private final boolean single;
    private final boolean labels;
    private PairTally tally = PairTally.NONE;

    ThresholdSession(Settings settings) {
        schedule = ThresholdSchedule.of(settings);
        selection = PairSelection.of(settings);
        single = settings.get(ThresholdTargets.SCHEDULE) == ThresholdTargets.ScheduleRule.SINGLE;
        labels = settings.get(ThresholdTargets.LABELS);
    }

    @Override
    public Targets compute(TargetContext context) {
        NDManager manager = context.manager();
        Thresholds thresholds = schedule.at(context.epoch());
        Map<TargetKind, NDArray> targets = new LinkedHashMap<>();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray vectors = copy(context, Signal.UNIT_VECTORS);
            NDArray relation = selection.relation(vectors.matMul(vectors.transpose()), thresholds);
            tally = tally.with(thresholds, relation);
            targets.put(TargetKind.UNIT_LABELS, vectors);
            targets.put(TargetKind.RELATIONS, relation);
            if (labels) {
                targets.put(TargetKind.LABELS, copy(context, Signal.PROBABILITIES));
            }
            for (NDArray target : targets.values()) {
                NDScope.unregister(target);
                target.attach(manager);
            }
        }
        return new Targets(context.indices().length, targets);
    }

    @Override
    public void epochEnded(int epoch) {
        tally = tally.closed();
    }

    @Override
    public Map<String, Double> diagnostics() {
        return tally.readings(single);
    }

    @Override
    public NDList save(NDManager manager) {
        return new NDList(tally.save(manager));
    }

    @Override
    public void restore(NDList state) {
        tally = PairTally.restored(state);
    }

    /** A copy, because the predictions belong to the caller. */
    private static NDArray copy(TargetContext context, Signal signal) {
        return context.predictions().get(signal).stopGradient().duplicate();
    }
}
