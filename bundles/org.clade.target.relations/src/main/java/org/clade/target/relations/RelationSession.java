package org.clade.target.relations;

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
import org.clade.array.EpochCounter;
import org.clade.kmeans.KMeansGroups;
import org.clade.kmeans.Points;

/** A session of the two-step pseudo-targets. Only the tally of the guard outlives a batch. */
final class RelationSession implements TargetSession {

    private static final int MOST_ITERATIONS = 300;
    private static final String GUARDED = "guard-tally";

    private final boolean sharpenedGroups;
    private final boolean attended;
    private final SoftTargets soft;
    private final KMeansGroups kMeans;
    private final GroupGuard guard;
    private EpochCounter tally = EpochCounter.NONE;

    RelationSession(int clusters, Settings settings) {
        sharpenedGroups = settings.get(RelationTargets.SOURCE) == RelationTargets.GroupSource.SHARPENED;
        attended = settings.get(RelationTargets.ATTENDED);
        soft = new SoftTargets(settings.get(RelationTargets.EPSILON).floatValue());
        kMeans = new KMeansGroups(clusters, settings.get(RelationTargets.RESTARTS), MOST_ITERATIONS, 0);
        guard = new GroupGuard(clusters, settings.get(RelationTargets.GUARD));
    }

    @Override
    public Targets compute(TargetContext context) {
        NDManager manager = context.manager();
        Map<TargetKind, NDArray> targets = new LinkedHashMap<>();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray labels = labels(context, Signal.PROBABILITIES);
            NDArray totals = labels.sum(new int[] {0});
            NDArray sharpened = soft.sharpened(labels, totals);
            int[] groups = kMeans.of(points(sharpenedGroups ? sharpened : labels), context.random());
            boolean kept = guard.passes(groups);
            tally = tally.with(1, kept ? 0 : 1);
            targets.put(TargetKind.LABELS, labels);
            targets.put(TargetKind.LABEL_TOTALS, totals);
            targets.put(TargetKind.BALANCED, soft.balanced(labels, totals));
            targets.put(TargetKind.SHARPENED, sharpened);
            targets.put(TargetKind.CLUSTER_IDS, manager.create(kept ? groups : GroupGuard.alone(groups.length)));
            if (attended) {
                NDArray attendedLabels = labels(context, Signal.ATTENDED_PROBABILITIES);
                targets.put(TargetKind.ATTENDED_LABELS, attendedLabels);
                targets.put(TargetKind.ATTENDED_LABEL_TOTALS, attendedLabels.sum(new int[] {0}));
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
        return tally.cases() == 0 ? Map.of() : Map.of("guarded", tally.share());
    }

    @Override
    public NDList save(NDManager manager) {
        return new NDList(tally.save(manager, GUARDED));
    }

    @Override
    public void restore(NDList state) {
        tally = EpochCounter.restored(state, GUARDED);
    }

    /** A copy, because the predictions belong to the caller. */
    private static NDArray labels(TargetContext context, Signal signal) {
        return context.predictions().get(signal).stopGradient().duplicate();
    }

    private static Points points(NDArray rows) {
        return Points.of(rows.toFloatArray(), (int) rows.getShape().get(1));
    }
}
