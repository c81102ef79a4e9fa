package org.clade.testkit.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;

/**
 * The contract of loss tasks: a finite scalar that does not grow with the batch, correct gradients only into the
 * signals that it reads, unchanged inputs, and no leaked arrays.
 */
public final class LossTaskChecks {

    private static final int CLUSTERS = 5;
    private static final int BATCH = 24;
    private static final int MINIBATCH = 9;
    private static final double STEP = 0.002;

    private final LossTask task;
    private final Settings settings;
    private final TensorEngine engine;
    private final Samples samples;
    private final double meanTolerance;

    /**
     * The checks of a task with the testkit's own samples, and a tolerance for losses over pairs that weight an image's
     * pair with itself differently.
     *
     * @param task the task
     * @param settings its options
     * @param engine the tensor engine
     */
    public LossTaskChecks(LossTask task, Settings settings, TensorEngine engine) {
        this(task, settings, engine, Samples.standard(), 0.25);
    }

    /**
     * The checks of a task.
     *
     * @param task the task
     * @param settings its options
     * @param engine the tensor engine
     * @param samples values of the signals and targets that it reads
     * @param meanTolerance the share by which the loss may change when every image occurs twice
     */
    public LossTaskChecks(
            LossTask task, Settings settings, TensorEngine engine, Samples samples, double meanTolerance) {
        this.task = task;
        this.settings = settings;
        this.engine = engine;
        this.samples = samples;
        this.meanTolerance = meanTolerance;
    }

    /** {@return the checks, not run yet} */
    public List<Check> list() {
        return List.of(
                new Check("the loss is a float32 scalar", this::scalar),
                new Check("loss and gradient are finite at the edges", this::finite),
                new Check("the loss does not grow with the batch", this::mean),
                new Check("gradient flows only through the declared signals", this::declared),
                new Check("the required signals are enough", this::sufficient),
                new Check("the gradient agrees with finite differences", this::differences),
                new Check("a step is repeatable bit for bit", this::repeatable),
                new Check("predictions and targets stay unchanged", this::untouched),
                new Check("a step leaks no arrays", this::freed));
    }

    /** One step as numbers, from which it can be built repeatedly. */
    private record Outcome(float loss, Map<Signal, float[]> gradients) {}

    private void scalar() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray loss = task.loss(step(manager, manager, InputRegime.ORDINARY, InputRegime.ORDINARY, all()));
            number(loss);
            ContractViolationException.unless(
                    loss.getDataType() == DataType.FLOAT32,
                    "The loss is of type %s; a scalar times a double becomes float64, so multiply with a float.",
                    loss.getDataType());
        }
    }

    private void finite() {
        for (InputRegime said : InputRegime.values()) {
            for (InputRegime wanted : InputRegime.values()) {
                Outcome outcome = outcome(said, wanted);
                ContractViolationException.unless(
                        Float.isFinite(outcome.loss()),
                        "The loss is %s if predictions are %s and targets %s.",
                        outcome.loss(),
                        said,
                        wanted);
                outcome.gradients()
                        .forEach((signal, gradient) -> ContractViolationException.unless(
                                Numbers.finite(gradient),
                                "The gradient of %s is not finite if predictions are %s and targets %s.",
                                signal,
                                said,
                                wanted));
            }
        }
    }

    private void mean() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Predictions predictions = predictions(manager, InputRegime.ORDINARY, all());
            Targets targets = targets(manager, InputRegime.ORDINARY);
            Map<Signal, NDArray> twice = new LinkedHashMap<>();
            predictions.signals().forEach(signal -> {
                NDArray array = predictions.get(signal);
                twice.put(signal, array.concat(array, 0));
            });
            int[] rows = new int[2 * MINIBATCH];
            for (int i = 0; i < MINIBATCH; i++) {
                rows[i] = i;
                rows[MINIBATCH + i] = BATCH + i;
            }
            double once = value(predictions, select(targets, rows(MINIBATCH), manager));
            double doubled = value(new Predictions(twice), select(Samples.twice(targets), rows, manager));
            ContractViolationException.unless(
                    Math.abs(doubled - once) <= meanTolerance * Math.abs(once) + 1e-6,
                    "The loss is %s, but %s when every image occurs twice; a loss must be a mean over the batch.",
                    once,
                    doubled);
        }
    }

    private void declared() {
        Set<Signal> everything = new LinkedHashSet<>(all());
        everything.addAll(samples.signals());
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Step step = step(manager, manager, InputRegime.ORDINARY, InputRegime.ORDINARY, everything);
            Outcome outcome = outcome(step);
            boolean any = false;
            for (Signal signal : everything) {
                boolean reached = Numbers.largest(outcome.gradients().get(signal)) > 0;
                any |= reached && all().contains(signal);
                ContractViolationException.unless(
                        !reached || all().contains(signal),
                        "Gradient flows into %s, which neither reads() nor alsoReads() declares.",
                        signal);
            }
            ContractViolationException.unless(
                    any, "No gradient reaches any of %s, so the network learns nothing from the task.", all());
        }
    }

    private void sufficient() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Outcome outcome =
                    outcome(step(manager, manager, InputRegime.ORDINARY, InputRegime.ORDINARY, task.reads(settings)));
            ContractViolationException.unless(
                    Float.isFinite(outcome.loss()),
                    "The loss is %s if the network emits only %s.",
                    outcome.loss(),
                    task.reads(settings));
        }
    }

    private void differences() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Step step = step(manager, manager, InputRegime.ORDINARY, InputRegime.ORDINARY, all());
            Outcome outcome = outcome(step);
            for (Signal signal : all()) {
                float[] gradient = outcome.gradients().get(signal);
                double length = Numbers.length(gradient);
                List<float[]> directions = new ArrayList<>();
                if (length > 0) {
                    directions.add(gradient);
                }
                RandomStream random = RandomStream.of(7).derive(signal);
                directions.add(random.gaussian(gradient.length));
                directions.add(random.gaussian(gradient.length));
                for (float[] direction : directions) {
                    double scale = STEP / Numbers.length(direction);
                    double above = value(moved(step.predictions(), signal, direction, scale), step.targets());
                    double below = value(moved(step.predictions(), signal, direction, -scale), step.targets());
                    double measured = (above - below) / (2 * STEP);
                    double claimed = Numbers.dot(gradient, direction) / Numbers.length(direction);
                    double noise = 8 * Math.ulp((float) Math.max(Math.abs(above), Math.abs(below))) / (2 * STEP);
                    ContractViolationException.unless(
                            Math.abs(measured - claimed) <= 0.02 * length + noise,
                            "Along a direction of %s the loss changes by %s per unit, but the gradient says %s.",
                            signal,
                            measured,
                            claimed);
                }
            }
        }
    }

    private void repeatable() {
        Outcome first = outcome(InputRegime.ORDINARY, InputRegime.ORDINARY);
        Outcome second = outcome(InputRegime.ORDINARY, InputRegime.ORDINARY);
        ContractViolationException.unless(
                first.loss() == second.loss(), "The same step gave %s and then %s.", first.loss(), second.loss());
        first.gradients()
                .forEach((signal, gradient) -> ContractViolationException.unless(
                        Arrays.equals(gradient, second.gradients().get(signal)),
                        "The same step gave two different gradients of %s.",
                        signal));
    }

    private void untouched() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Step step = step(manager, manager, InputRegime.ORDINARY, InputRegime.ORDINARY, all());
            Map<String, byte[]> before = bytes(step);
            value(step.predictions(), step.targets());
            bytes(step)
                    .forEach((name, bytes) -> ContractViolationException.unless(
                            Arrays.equals(before.get(name), bytes), "The task changes its input %s.", name));
            for (TargetKind kind : step.targets().kinds()) {
                ContractViolationException.unless(
                        !step.targets().get(kind).hasGradient(),
                        "The task requires a gradient of target %s, which is a constant.",
                        kind);
            }
        }
    }

    private void freed() {
        try (NDManager batch = engine.newManager(Device.cpu())) {
            ArrayLeakCheck live;
            Targets targets = targets(batch, InputRegime.ORDINARY);
            live = ArrayLeakCheck.now(batch);
            try (NDManager minibatch = batch.newSubManager();
                    GradientCollector recording = engine.autograd().record()) {
                Predictions predictions = predictions(minibatch, InputRegime.ORDINARY, all());
                predictions.signals().forEach(signal -> predictions.get(signal).setRequiresGradient(true));
                NDArray loss = task.loss(new Step(predictions, select(targets, rows(MINIBATCH), minibatch), settings));
                number(loss);
                recording.backward(loss);
            }
            live.requireNone("The step leaks %s; all arrays of a loss must belong to the predictions' manager.");
        }
    }

    private Set<Signal> all() {
        Set<Signal> signals = new LinkedHashSet<>(task.reads(settings));
        signals.addAll(task.alsoReads(settings));
        return signals;
    }

    private Predictions predictions(NDManager manager, InputRegime regime, Set<Signal> signals) {
        return samples.predictions(
                manager,
                signals,
                MINIBATCH * task.copies(settings),
                CLUSTERS,
                regime,
                RandomStream.of(1).derive("predictions"));
    }

    private Targets targets(NDManager manager, InputRegime regime) {
        return samples.targets(
                manager,
                task.targets(settings),
                BATCH,
                CLUSTERS,
                regime,
                RandomStream.of(1).derive("targets"));
    }

    private Step step(NDManager batch, NDManager minibatch, InputRegime said, InputRegime wanted, Set<Signal> signals) {
        Targets targets = select(targets(batch, wanted), rows(MINIBATCH), minibatch);
        return new Step(predictions(minibatch, said, signals), targets, settings);
    }

    private Outcome outcome(InputRegime said, InputRegime wanted) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            return outcome(step(manager, manager, said, wanted, all()));
        }
    }

    private Outcome outcome(Step step) {
        Predictions predictions = step.predictions();
        Set<Signal> signals = predictions.signals();
        signals.forEach(signal -> predictions.get(signal).setRequiresGradient(true));
        try (GradientCollector recording = engine.autograd().record()) {
            NDArray loss = task.loss(step);
            number(loss);
            recording.backward(loss);
            Map<Signal, float[]> gradients = new LinkedHashMap<>();
            for (Signal signal : signals) {
                gradients.put(signal, predictions.get(signal).getGradient().toFloatArray());
            }
            return new Outcome(loss.getFloat(), gradients);
        }
    }

    private double value(Predictions predictions, Targets targets) {
        return engine.autograd().noGrad(() -> {
            NDArray loss = task.loss(new Step(predictions, targets, settings));
            number(loss);
            return loss.getFloat();
        });
    }

    private static void number(NDArray loss) {
        ContractViolationException.unless(
                loss.getShape().dimension() == 0,
                "The loss has shape %s instead of one number; take the mean over it.",
                loss.getShape());
    }

    private static Predictions moved(Predictions predictions, Signal signal, float[] direction, double scale) {
        Map<Signal, NDArray> arrays = new LinkedHashMap<>();
        for (Signal each : predictions.signals()) {
            NDArray array = predictions.get(each).stopGradient();
            arrays.put(
                    each,
                    each.equals(signal)
                            ? array.add(array.getManager()
                                    .create(direction, array.getShape())
                                    .mul(scale))
                            : array);
        }
        return new Predictions(arrays);
    }

    private static int[] rows(int count) {
        int[] rows = new int[count];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    private static Targets select(Targets targets, int[] rows, NDManager manager) {
        long[] positions = Arrays.stream(rows).asLongStream().toArray();
        return targets.select(manager.create(positions, new Shape(positions.length)));
    }

    private static Map<String, byte[]> bytes(Step step) {
        Map<String, byte[]> bytes = new TreeMap<>();
        for (Signal signal : step.predictions().signals()) {
            bytes.put("signal " + signal, Bytes.of(step.predictions().get(signal)));
        }
        for (TargetKind kind : step.targets().kinds()) {
            bytes.put("target " + kind, Bytes.of(step.targets().get(kind)));
        }
        return bytes;
    }
}
