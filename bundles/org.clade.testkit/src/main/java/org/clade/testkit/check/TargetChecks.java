package org.clade.testkit.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;

/**
 * The contract of pseudo-target strategies: the provided kinds in their shapes, detached, dependent only on predictions
 * and random stream, and a session that continues identically after a restore.
 */
public final class TargetChecks {

    private static final int CLUSTERS = 4;
    private static final int BATCH = 30;
    private static final int IMAGES = 3 * BATCH;
    private static final Set<TargetKind> SIMPLEX =
            Set.of(TargetKind.BALANCED, TargetKind.SHARPENED, TargetKind.LABELS, TargetKind.ATTENDED_LABELS);

    private final PseudoTargetStrategy strategy;
    private final Settings settings;
    private final TensorEngine engine;
    private final Samples samples;

    /**
     * The checks of a strategy with the testkit's own samples.
     *
     * @param strategy the strategy
     * @param settings its options
     * @param engine the tensor engine
     */
    public TargetChecks(PseudoTargetStrategy strategy, Settings settings, TensorEngine engine) {
        this(strategy, settings, engine, Samples.standard());
    }

    /**
     * The checks of a strategy.
     *
     * @param strategy the strategy
     * @param settings its options
     * @param engine the tensor engine
     * @param samples values of the signals that it reads
     */
    public TargetChecks(PseudoTargetStrategy strategy, Settings settings, TensorEngine engine, Samples samples) {
        this.strategy = strategy;
        this.settings = settings;
        this.engine = engine;
        this.samples = samples;
    }

    /** {@return the checks, not run yet} */
    public List<Check> list() {
        List<Check> checks = new ArrayList<>(ofTargets());
        if (strategy.companions(settings) > 0) {
            checks.add(new Check("it names companions, the same ones after a restore", this::companions));
        }
        return checks;
    }

    private List<Check> ofTargets() {
        return List.of(
                new Check("it provides every declared kind, in its shape", this::shaped),
                new Check("targets are finite at the edges", this::finite),
                new Check("targets can be split into minibatches", this::selectable),
                new Check("targets are detached from gradients", this::detached),
                new Check("predictions stay unchanged", this::untouched),
                new Check("the result is repeatable bit for bit", this::repeatable),
                new Check("a restored session continues like an uninterrupted one", this::restored),
                new Check("it leaks no arrays", this::freed));
    }

    private void shaped() {
        try (NDManager manager = engine.newManager(Device.cpu());
                TargetSession session = open()) {
            Targets targets = session.compute(context(0, InputRegime.ORDINARY, manager, manager));
            ContractViolationException.unless(
                    targets.batch() == BATCH, "Targets of %s images have a batch of %s.", BATCH, targets.batch());
            for (TargetKind kind : strategy.provides(settings)) {
                ContractViolationException.unless(
                        targets.kinds().contains(kind), "Target %s is declared but missing.", kind);
                Shape shape = targets.get(kind).getShape();
                boolean fits =
                        switch (kind.layout()) {
                            case ROWS -> shape.dimension() >= 1 && shape.get(0) == BATCH;
                            case PAIRS -> shape.dimension() >= 2 && shape.get(0) == BATCH && shape.get(1) == BATCH;
                            case PER_BATCH -> true;
                        };
                ContractViolationException.unless(
                        fits, "Target %s of %s images has shape %s, not one of %s.", kind, BATCH, shape, kind.layout());
                if (SIMPLEX.contains(kind)) {
                    simplex(kind, targets.get(kind));
                }
                if (kind.equals(TargetKind.CLUSTER_IDS)) {
                    ContractViolationException.unless(
                            targets.get(kind).getDataType() == DataType.INT32 && shape.dimension() == 1,
                            "Groups are %s of shape %s, not one int32 per image.",
                            targets.get(kind).getDataType(),
                            shape);
                }
            }
        }
    }

    private void simplex(TargetKind kind, NDArray array) {
        ContractViolationException.unless(
                array.getShape().equals(new Shape(BATCH, CLUSTERS)),
                "Target %s has shape %s, not images times clusters.",
                kind,
                array.getShape());
        ContractViolationException.unless(
                Numbers.within(Numbers.of(array), 0, 1.001)
                        && Numbers.within(Numbers.of(array.sum(new int[] {1})), 0.99, 1.01),
                "Rows of target %s are not nonnegative with sum 1.",
                kind);
    }

    private void finite() {
        for (InputRegime regime : InputRegime.values()) {
            try (NDManager manager = engine.newManager(Device.cpu());
                    TargetSession session = open()) {
                Targets targets = session.compute(context(0, regime, manager, manager));
                for (TargetKind kind : targets.kinds()) {
                    ContractViolationException.unless(
                            Numbers.finite(Numbers.of(targets.get(kind))),
                            "Target %s is not finite if predictions are %s.",
                            kind,
                            regime);
                }
            }
        }
    }

    private void selectable() {
        try (NDManager manager = engine.newManager(Device.cpu());
                TargetSession session = open()) {
            Targets targets = session.compute(context(0, InputRegime.ORDINARY, manager, manager));
            Targets some = targets.select(manager.create(new long[] {7, 2, 2, 29}));
            for (TargetKind kind : targets.kinds()) {
                if (kind.layout() == TargetKind.Layout.ROWS) {
                    ContractViolationException.unless(
                            Arrays.equals(
                                    Bytes.of(some.get(kind).get(1)),
                                    Bytes.of(targets.get(kind).get(2))),
                            "Row 2 of target %s changes when it is selected.",
                            kind);
                }
            }
        }
    }

    private void detached() {
        try (NDManager manager = engine.newManager(Device.cpu());
                TargetSession session = open()) {
            TargetContext context = context(0, InputRegime.ORDINARY, manager, manager);
            Predictions predictions = context.predictions();
            predictions.signals().forEach(signal -> predictions.get(signal).setRequiresGradient(true));
            try (GradientCollector recording = engine.autograd().record()) {
                Targets targets = session.compute(context);
                NDArray sum = manager.zeros(new Shape());
                sum.setRequiresGradient(true);
                for (TargetKind kind : targets.kinds()) {
                    sum = sum.add(targets.get(kind)
                            .toType(DataType.FLOAT32, false)
                            .square()
                            .sum());
                }
                recording.backward(sum);
            }
            for (Signal signal : predictions.signals()) {
                ContractViolationException.unless(
                        Numbers.largest(Numbers.of(predictions.get(signal).getGradient())) == 0,
                        "Gradient flows from the targets into %s; targets are constants.",
                        signal);
            }
        }
    }

    private void untouched() {
        try (NDManager manager = engine.newManager(Device.cpu());
                TargetSession session = open()) {
            TargetContext context = context(0, InputRegime.ORDINARY, manager, manager);
            int[] indices = context.indices().clone();
            Map<String, byte[]> before = new TreeMap<>();
            Predictions predictions = context.predictions();
            predictions.signals().forEach(s -> before.put(s.name(), Bytes.of(predictions.get(s))));
            session.compute(context);
            for (Signal signal : predictions.signals()) {
                ContractViolationException.unless(
                        Arrays.equals(before.get(signal.name()), Bytes.of(predictions.get(signal))),
                        "The strategy changes its input %s.",
                        signal);
            }
            ContractViolationException.unless(
                    Arrays.equals(indices, context.indices()), "The strategy changes the indices of the batch.");
        }
    }

    private void repeatable() {
        try (NDManager manager = engine.newManager(Device.cpu());
                TargetSession first = open();
                TargetSession second = open()) {
            for (int epoch = 0; epoch < 2; epoch++) {
                same(
                        first.compute(context(epoch, InputRegime.ORDINARY, manager, manager)),
                        second.compute(context(epoch, InputRegime.ORDINARY, manager, manager)),
                        "Two sessions with the same predictions and stream differ in target %s.");
                first.epochEnded(epoch);
                second.epochEnded(epoch);
            }
        }
    }

    private void restored() {
        try (NDManager manager = engine.newManager(Device.cpu());
                TargetSession kept = open();
                TargetSession fresh = open()) {
            kept.compute(context(0, InputRegime.ORDINARY, manager, manager));
            kept.epochEnded(0);
            kept.compute(context(1, InputRegime.NEAR_ZERO, manager, manager));
            NDList state = kept.save(manager);
            Set<String> names = new HashSet<>();
            for (NDArray array : state) {
                ContractViolationException.unless(
                        array.getName() != null && names.add(array.getName()),
                        "A saved array has the name %s; saved arrays need different names.",
                        array.getName());
            }
            fresh.restore(state);
            for (int epoch = 1; epoch < 3; epoch++) {
                same(
                        kept.compute(context(epoch, InputRegime.ORDINARY, manager, manager)),
                        fresh.compute(context(epoch, InputRegime.ORDINARY, manager, manager)),
                        "After a restore, target %s differs from that of an uninterrupted session.");
                kept.epochEnded(epoch);
                fresh.epochEnded(epoch);
                ContractViolationException.unless(
                        kept.diagnostics().equals(fresh.diagnostics()),
                        "After a restore, the readings are %s instead of %s.",
                        fresh.diagnostics(),
                        kept.diagnostics());
            }
        }
    }

    private void companions() {
        try (NDManager manager = engine.newManager(Device.cpu());
                TargetSession kept = open();
                TargetSession fresh = open()) {
            int[] all = new int[IMAGES];
            Arrays.setAll(all, i -> i);
            RandomStream random = RandomStream.of(5);
            kept.observeAll(new TargetContext(
                    0,
                    all,
                    samples.predictions(
                            manager,
                            strategy.readsOfAll(settings),
                            IMAGES,
                            CLUSTERS,
                            InputRegime.ORDINARY,
                            random.derive("said")),
                    random.derive("all"),
                    manager));
            int[] some = Arrays.copyOf(random.derive("order").permutation(IMAGES), BATCH);
            int[] named = kept.companions(some, random.derive("companions"));
            ContractViolationException.unless(
                    named.length == BATCH * strategy.companions(settings)
                            && Arrays.stream(named).allMatch(image -> image >= 0 && image < IMAGES),
                    "The companions of %s images are %s, not %s images of the data set for each.",
                    BATCH,
                    Arrays.toString(named),
                    strategy.companions(settings));
            fresh.restore(kept.save(manager));
            ContractViolationException.unless(
                    Arrays.equals(named, fresh.companions(some, random.derive("companions"))),
                    "After a restore, it names other companions.");
        }
    }

    private void freed() {
        try (NDManager manager = engine.newManager(Device.cpu());
                NDManager lent = engine.newManager(Device.cpu());
                TargetSession session = open()) {
            session.compute(context(0, InputRegime.ORDINARY, lent, manager));
            TargetContext context = context(1, InputRegime.ORDINARY, lent, manager);
            ArrayLeakCheck live = ArrayLeakCheck.now(manager);
            Targets targets = session.compute(context);
            NDArray[] arrays = targets.kinds().stream().map(targets::get).toArray(NDArray[]::new);
            live.requireNone("The strategy leaks %s.", arrays);
            for (NDArray array : arrays) {
                ContractViolationException.unless(
                        array.getManager() == manager,
                        "A target of shape %s does not belong to the context's manager.",
                        array.getShape());
            }
        }
    }

    private static void same(Targets expected, Targets actual, String sentence) {
        for (TargetKind kind : expected.kinds()) {
            ContractViolationException.unless(
                    Arrays.equals(Bytes.of(expected.get(kind)), Bytes.of(actual.get(kind))), sentence, kind);
        }
    }

    private TargetSession open() {
        return strategy.open(new TargetRequest(IMAGES, CLUSTERS, settings, RandomStream.of(2)));
    }

    private int rows() {
        return BATCH * (1 + strategy.companions(settings));
    }

    private TargetContext context(int epoch, InputRegime regime, NDManager lent, NDManager manager) {
        RandomStream random = RandomStream.of(3).derive("epoch", epoch);
        int[] indices = Arrays.copyOf(random.derive("order").permutation(IMAGES), BATCH);
        return new TargetContext(
                epoch,
                indices,
                samples.predictions(lent, strategy.reads(settings), rows(), CLUSTERS, regime, random.derive("said")),
                random.derive("targets"),
                manager);
    }
}
