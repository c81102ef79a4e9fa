package org.clade.testkit.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.target.Targets;

/** Sample values of signals and targets: those of the API; a part with its own signals adds them. */
public final class Samples {

    private static final Map<TargetKind, TargetKind> TOTALS = Map.of(
            TargetKind.LABEL_TOTALS, TargetKind.LABELS,
            TargetKind.ATTENDED_LABEL_TOTALS, TargetKind.ATTENDED_LABELS);

    private static final int TURNS = 4;

    private static final int HEADS = 2;
    private static final int WIDTH = 6;
    private static final float LEAST_LOG = -69;

    private static final Samples STANDARD = new Samples(Map.of(), Map.of())
            .with(Signal.PROBABILITIES, Samples::simplex)
            .with(Signal.ATTENDED_PROBABILITIES, Samples::simplex)
            .with(Signal.UNIT_VECTORS, Samples::sphere)
            .with(Signal.ROTATIONS, Samples::scores)
            .with(Signal.FEATURES, Samples::features)
            .with(Signal.STUDENT_LOG_PROBABILITIES, Samples::logRows)
            .with(Signal.TEACHER_LOG_PROBABILITIES, Samples::logRows)
            .with(Signal.SPACE_PROBABILITIES, (manager, rows, clusters, regime, random) -> logRows(
                            manager, rows, clusters, regime, random)
                    .exp())
            .with(TargetKind.BALANCED, Samples::simplex)
            .with(TargetKind.SHARPENED, Samples::simplex)
            .with(TargetKind.LABELS, Samples::simplex)
            .with(TargetKind.ATTENDED_LABELS, Samples::simplex)
            .with(TargetKind.CLUSTER_IDS, Samples::groups)
            .with(TargetKind.UNIT_LABELS, Samples::orthant)
            .with(TargetKind.RELATIONS, Samples::relations)
            .with(TargetKind.ASSIGNED_VECTORS, Samples::sphere)
            .with(TargetKind.TEACHER_LABELS, (manager, rows, clusters, regime, random) -> logs(
                            manager, 2 * rows, clusters, regime, random)
                    .reshape(rows, 2, HEADS, clusters))
            .with(
                    TargetKind.PAIR_WEIGHTS,
                    (manager, rows, clusters, regime, random) ->
                            manager.create(random.uniform(rows * HEADS, 0, 1), new Shape(rows, HEADS)))
            .with(TargetKind.CLASS_LOG_PROBABILITIES, (manager, rows, clusters, regime, random) -> logs(
                            manager, 1, clusters, regime, random)
                    .maximum(LEAST_LOG)
                    .reshape(HEADS, clusters))
            .with(
                    TargetKind.PAIR_EXPONENT,
                    (manager, rows, clusters, regime, random) -> manager.create(new float[] {0.6f, 0}))
            .with(
                    TargetKind.BEST_HEAD,
                    (manager, rows, clusters, regime, random) -> manager.create(new int[] {HEADS - 1}))
            .with(TargetKind.CLASSIFIER_LOG_PROBABILITIES, Samples::logs);

    private final Map<Signal, Sampler> signals;
    private final Map<TargetKind, Sampler> kinds;

    private Samples(Map<Signal, Sampler> signals, Map<TargetKind, Sampler> kinds) {
        this.signals = signals;
        this.kinds = kinds;
    }

    /** {@return samples of every signal and kind of target in the API} */
    public static Samples standard() {
        return STANDARD;
    }

    /** {@return these samples and those of one more signal} */
    public Samples with(Signal signal, Sampler sampler) {
        Map<Signal, Sampler> more = new LinkedHashMap<>(signals);
        more.put(signal, sampler);
        return new Samples(more, kinds);
    }

    /** {@return these samples and those of one more kind of target} */
    public Samples with(TargetKind kind, Sampler sampler) {
        Map<TargetKind, Sampler> more = new LinkedHashMap<>(kinds);
        more.put(kind, sampler);
        return new Samples(signals, more);
    }

    /** {@return the signals with samples} */
    public Set<Signal> signals() {
        return Set.copyOf(signals.keySet());
    }

    Predictions predictions(
            NDManager manager, Set<Signal> wanted, int rows, int clusters, InputRegime regime, RandomStream random) {
        Map<Signal, NDArray> arrays = new LinkedHashMap<>();
        for (Signal signal : wanted) {
            Sampler sampler = signals.get(signal);
            ContractViolationException.unless(
                    sampler != null,
                    "There is no sample of signal %s; give the checks one with Samples.with(signal, sampler).",
                    signal);
            arrays.put(signal, sampler.sample(manager, rows, clusters, regime, random.derive(signal)));
        }
        return new Predictions(arrays);
    }

    Targets targets(
            NDManager manager,
            Set<TargetKind> wanted,
            int rows,
            int clusters,
            InputRegime regime,
            RandomStream random) {
        Map<TargetKind, NDArray> arrays = new LinkedHashMap<>();
        for (TargetKind kind : wanted) {
            boolean totals = TOTALS.containsKey(kind) && !kinds.containsKey(kind);
            TargetKind sampled = totals ? TOTALS.get(kind) : kind;
            Sampler sampler = kinds.get(sampled);
            ContractViolationException.unless(
                    sampler != null,
                    "There is no sample of target %s; give the checks one with Samples.with(kind, sampler).",
                    kind);
            NDArray array = sampler.sample(manager, rows, clusters, regime, random.derive(sampled));
            arrays.put(kind, totals ? array.sum(new int[] {0}) : array);
        }
        return new Targets(rows, arrays);
    }

    /** {@return the targets of a large batch with every image twice} */
    static Targets twice(Targets targets) {
        Map<TargetKind, NDArray> arrays = new LinkedHashMap<>();
        for (TargetKind kind : targets.kinds()) {
            NDArray array = targets.get(kind);
            arrays.put(
                    kind,
                    switch (kind.layout()) {
                        case ROWS -> array.concat(array, 0);
                        case PAIRS -> array.concat(array, 0).concat(array.concat(array, 0), 1);
                        case PER_BATCH -> TOTALS.containsKey(kind) ? array.mul(2) : array;
                    });
        }
        return new Targets(2 * targets.batch(), arrays);
    }

    private static NDArray simplex(NDManager manager, int rows, int clusters, InputRegime regime, RandomStream random) {
        return switch (regime) {
            case ORDINARY -> logits(manager, rows, clusters, random).mul(0.7f).softmax(1);
            case UNIFORM -> manager.full(new Shape(rows, clusters), 1f / clusters);
            case ONE_HOT -> certain(manager, rows, clusters, random);
            case NEAR_ZERO -> logits(manager, rows, clusters, random).mul(30f).softmax(1);
            case COLLAPSED -> certain(manager, rows, clusters, null);
        };
    }

    private static NDArray features(
            NDManager manager, int rows, int clusters, InputRegime regime, RandomStream random) {
        return logits(manager, rows, WIDTH, random);
    }

    /** Log-probabilities of two heads or spaces, rows × heads × clusters. */
    private static NDArray logs(NDManager manager, int rows, int clusters, InputRegime regime, RandomStream random) {
        float scale =
                switch (regime) {
                    case ORDINARY -> 1;
                    case UNIFORM -> 0;
                    case NEAR_ZERO -> 30;
                    case ONE_HOT -> 1e3f;
                    case COLLAPSED -> 1e4f;
                };
        return logits(manager, rows, HEADS * clusters, random)
                .mul(scale)
                .reshape(rows, HEADS, clusters)
                .logSoftmax(2);
    }

    private static NDArray logRows(NDManager manager, int rows, int clusters, InputRegime regime, RandomStream random) {
        return logs(manager, rows, clusters, regime, random).reshape(rows, HEADS * clusters);
    }

    private static NDArray sphere(NDManager manager, int rows, int clusters, InputRegime regime, RandomStream random) {
        NDArray vectors = regime == InputRegime.ORDINARY
                ? logits(manager, rows, clusters, random)
                : simplex(manager, rows, clusters, regime, random);
        return vectors.normalize(2, 1);
    }

    private static NDArray scores(NDManager manager, int rows, int clusters, InputRegime regime, RandomStream random) {
        return switch (regime) {
            case ORDINARY -> logits(manager, rows, TURNS, random);
            case UNIFORM -> manager.zeros(new Shape(rows, TURNS));
            case NEAR_ZERO -> logits(manager, rows, TURNS, random).mul(30f);
            case ONE_HOT -> certain(manager, rows, TURNS, random).mul(1e4f);
            case COLLAPSED -> certain(manager, rows, TURNS, null).mul(1e4f);
        };
    }

    private static NDArray orthant(NDManager manager, int rows, int clusters, InputRegime regime, RandomStream random) {
        return simplex(manager, rows, clusters, regime, random).normalize(2, 1);
    }

    /** Symmetric, every image together with itself; ordinary samples have some undecided and some omitted pairs. */
    private static NDArray relations(
            NDManager manager, int rows, int clusters, InputRegime regime, RandomStream random) {
        float[] choice =
                switch (regime) {
                    case ORDINARY -> new float[] {1, 0, 0.5f, -1};
                    case UNIFORM -> new float[] {0.5f};
                    case ONE_HOT -> new float[] {1, 0};
                    case NEAR_ZERO -> new float[] {-1};
                    case COLLAPSED -> new float[] {1};
                };
        float[] values = new float[rows * rows];
        for (int i = 0; i < rows; i++) {
            values[i * rows + i] = regime == InputRegime.NEAR_ZERO ? -1 : 1;
            for (int j = 0; j < i; j++) {
                values[i * rows + j] = choice[random.below(choice.length)];
                values[j * rows + i] = values[i * rows + j];
            }
        }
        return manager.create(values, new Shape(rows, rows));
    }

    private static NDArray groups(NDManager manager, int rows, int clusters, InputRegime regime, RandomStream random) {
        int[] groups = new int[rows];
        for (int i = 0; i < rows; i++) {
            groups[i] = switch (regime) {
                case UNIFORM -> i;
                case COLLAPSED -> 0;
                case ORDINARY, ONE_HOT, NEAR_ZERO -> random.below(clusters);
            };
        }
        return manager.create(groups);
    }

    private static NDArray logits(NDManager manager, int rows, int clusters, RandomStream random) {
        return manager.create(random.gaussian(rows * clusters), new Shape(rows, clusters));
    }

    private static NDArray certain(NDManager manager, int rows, int clusters, RandomStream random) {
        float[] values = new float[rows * clusters];
        for (int i = 0; i < rows; i++) {
            values[i * clusters + (random == null ? 0 : random.below(clusters))] = 1;
        }
        return manager.create(values, new Shape(rows, clusters));
    }
}
