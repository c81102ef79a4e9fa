package org.clade.task.temi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;

/** A session of TEMI's targets: neighbors, class probabilities, and the losses of the heads. */
final class NeighborSession implements TargetSession {

    private static final String NEIGHBORS = "neighbors";
    private static final float LEAST_PROBABILITY = 1e-30f;
    private static final String CLASSES = "class-probabilities";

    private final int clusters;
    private final int count;
    private final int drawn;
    private final float momentum;
    private final NeighborTargets.PairWeight weight;
    private final PairObjective objective;
    private final HeadTally tally;
    private CosineNeighbors neighbors;
    private float[] classes = {};

    NeighborSession(TargetRequest request) {
        Settings settings = request.settings();
        clusters = request.clusters();
        count = settings.get(NeighborTargets.COUNT);
        drawn = settings.get(NeighborTargets.DRAWN);
        momentum = settings.get(NeighborTargets.MOMENTUM).floatValue();
        weight = settings.get(NeighborTargets.WEIGHT);
        objective =
                new PairObjective(settings.get(NeighborTargets.BETA).floatValue(), settings.get(NeighborTargets.CLIP));
        tally = new HeadTally(request.images(), clusters);
    }

    @Override
    public boolean needsFullPass(int epoch) {
        return neighbors == null;
    }

    @Override
    public void observeAll(TargetContext context) {
        if (context.indices().length < 2) {
            throw new RefusedException(
                    "The targets neighbors need at least two images, but the data have one; give more images.");
        }
        neighbors = CosineNeighbors.of(context.predictions().get(Signal.FEATURES), count);
    }

    @Override
    public int[] companions(int[] indices, RandomStream random) {
        int[] companions = new int[indices.length * drawn];
        for (int i = 0; i < companions.length; i++) {
            companions[i] = neighbors.of(indices[i / drawn], random.below(neighbors.each()));
        }
        return companions;
    }

    @Override
    public Targets compute(TargetContext context) {
        int m = context.indices().length;
        Map<TargetKind, NDArray> targets = new LinkedHashMap<>();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray teachers = views(context, Signal.TEACHER_LOG_PROBABILITIES);
            NDArray logClasses = classes(teachers).maximum(LEAST_PROBABILITY).log();
            NDArray weights = weights(teachers);
            NDArray losses = objective.lossByHead(
                    views(context, Signal.STUDENT_LOG_PROBABILITIES), teachers, logClasses, weights);
            tally.add(context.epoch(), m, losses.toFloatArray(), labels(teachers));
            targets.put(TargetKind.TEACHER_LABELS, teachers);
            targets.put(TargetKind.PAIR_WEIGHTS, weights);
            targets.put(TargetKind.CLASS_LOG_PROBABILITIES, logClasses);
            targets.put(
                    TargetKind.PAIR_EXPONENT,
                    context.manager().create(new float[] {objective.beta(), objective.clipped() ? 1 : 0}));
            targets.put(TargetKind.BEST_HEAD, context.manager().create(new int[] {tally.best()}));
            for (NDArray target : targets.values()) {
                NDScope.unregister(target);
                target.attach(context.manager());
            }
        }
        return new Targets(m, targets);
    }

    /** M×V×H×K, a copy, because the predictions belong to the caller. */
    private NDArray views(TargetContext context, Signal signal) {
        NDArray rows = context.predictions().get(signal);
        long heads = rows.getShape().get(1) / clusters;
        return rows.stopGradient().duplicate().reshape(new Shape(context.indices().length, 1 + drawn, heads, clusters));
    }

    /** The class probabilities after this batch, H×K. */
    private NDArray classes(NDArray teachers) {
        NDArray means = teachers.exp()
                .reshape(new Shape(-1, teachers.getShape().get(2), clusters))
                .mean(new int[] {0});
        NDArray before = classes.length == 0
                ? means.getManager().full(means.getShape(), 1f / clusters)
                : means.getManager().create(classes, means.getShape());
        NDArray after = before.mul(momentum).add(means.mul(1 - momentum));
        classes = after.toFloatArray();
        return after;
    }

    private NDArray weights(NDArray teachers) {
        NDArray byHead = PairObjective.weightByHead(teachers);
        return switch (weight) {
            case HEADS -> byHead.zerosLike().add(byHead.mean(new int[] {1}, true));
            case HEAD -> byHead;
            case OFF -> byHead.onesLike();
        };
    }

    /** The cluster of each image, without its neighbors, by each head. */
    private static long[] labels(NDArray teachers) {
        return teachers.get(":, 0").argMax(2).toType(DataType.INT64, false).toLongArray();
    }

    @Override
    public Map<String, Double> diagnostics() {
        return tally.readings();
    }

    @Override
    public NDList save(NDManager manager) {
        NDList state = tally.save(manager);
        state.add(named(manager.create(classes, new Shape(classes.length)), CLASSES));
        if (neighbors != null) {
            int each = neighbors.each();
            int rows = neighbors.rows().length / each;
            state.add(named(manager.create(neighbors.rows(), new Shape(rows, each)), NEIGHBORS));
        }
        return state;
    }

    @Override
    public void restore(NDList state) {
        tally.restore(state);
        classes = state.get(CLASSES).toFloatArray();
        NDArray saved = state.get(NEIGHBORS);
        neighbors = saved == null
                ? null
                : new CosineNeighbors((int) saved.getShape().get(1), saved.toIntArray());
    }

    private static NDArray named(NDArray array, String name) {
        array.setName(name);
        return array;
    }
}
