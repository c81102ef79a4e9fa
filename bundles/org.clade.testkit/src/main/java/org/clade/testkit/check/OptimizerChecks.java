package org.clade.testkit.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;

/**
 * The contract of optimizers: weights that move downhill in place, cleared gradients, a state that can be saved and
 * restored bit for bit, and no leaked arrays.
 */
public final class OptimizerChecks {

    private static final List<Shape> WEIGHTS = List.of(new Shape(3, 4), new Shape(4), new Shape(2, 1, 3, 3));

    private final Optimizer optimizer;
    private final Settings settings;
    private final TensorEngine engine;

    /**
     * The checks of an optimizer.
     *
     * @param optimizer the optimizer
     * @param settings its options
     * @param engine the tensor engine
     */
    public OptimizerChecks(Optimizer optimizer, Settings settings, TensorEngine engine) {
        this.optimizer = optimizer;
        this.settings = settings;
        this.engine = engine;
    }

    /** {@return the checks, not run yet} */
    public List<Check> list() {
        return List.of(
                new Check("updates lead downhill", this::downhill),
                new Check("an update clears the gradients", this::cleared),
                new Check("an update clears gradients that are not finite", this::overflowCleared),
                new Check("updates are repeatable bit for bit", this::repeatable),
                new Check("a rate factor of 0 leaves the weights unchanged", this::halted),
                new Check("a restored state continues bit for bit", this::restored),
                new Check("it accepts a weight without gradient", this::idle),
                new Check("an update leaks no arrays", this::freed),
                new Check("closing frees the state", this::closed));
    }

    private void downhill() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDList weights = weights(manager);
            double before = height(weights);
            try (OptimizerSession session = optimizer.open(weights, settings)) {
                steps(session, weights, 20, 1);
            }
            double after = height(weights);
            ContractViolationException.unless(
                    after < before, "After 20 updates the loss is %s; before them it was %s.", after, before);
        }
    }

    private void cleared() {
        cleared(1, "%s still has a gradient after an update; use Autograd.clearGradients.");
    }

    private void overflowCleared() {
        cleared(
                Float.POSITIVE_INFINITY,
                "%s still has a gradient after an update with a gradient that is not finite; use Autograd.clearGradients.");
    }

    private void cleared(float factor, String sentence) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDList weights = weights(manager);
            try (OptimizerSession session = optimizer.open(weights, settings)) {
                steps(session, weights, 1, 1);
                step(weights, factor);
                session.update(1);
            }
            for (NDArray weight : weights) {
                ContractViolationException.unless(
                        Numbers.largest(Numbers.of(weight.getGradient())) == 0, sentence, weight.getName());
            }
        }
    }

    private void repeatable() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDList first = weights(manager);
            NDList second = weights(manager);
            try (OptimizerSession one = optimizer.open(first, settings);
                    OptimizerSession other = optimizer.open(second, settings)) {
                steps(one, first, 3, 1);
                steps(other, second, 3, 1);
            }
            same(first, second, "The same gradients gave two different weights.");
        }
    }

    private void halted() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDList moved = weights(manager);
            try (OptimizerSession session = optimizer.open(moved, settings)) {
                steps(session, moved, 2, 0);
            }
            same(weights(manager), moved, "Weights change although the rate factor is 0.");
        }
    }

    private void restored() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDList through = weights(manager);
            NDList cut = weights(manager);
            NDList state;
            try (OptimizerSession session = optimizer.open(through, settings)) {
                steps(session, through, 5, 1);
            }
            try (OptimizerSession session = optimizer.open(cut, settings)) {
                steps(session, cut, 3, 1);
                state = session.save(manager);
            }
            Set<String> names = new HashSet<>();
            for (NDArray array : state) {
                ContractViolationException.unless(
                        array.getName() != null && names.add(array.getName()),
                        "A saved array has the name %s; saved arrays need different names.",
                        array.getName());
            }
            NDList resumed = new NDList();
            for (NDArray weight : cut) {
                NDArray copy = manager.create(weight.toFloatArray(), weight.getShape());
                copy.setName(weight.getName());
                copy.setRequiresGradient(true);
                resumed.add(copy);
            }
            try (OptimizerSession session = optimizer.open(resumed, settings)) {
                session.restore(state);
                steps(session, resumed, 2, 1);
            }
            same(through, resumed, "After a restore, the weights differ from those of an uninterrupted session.");
        }
    }

    private void idle() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDList weights = weights(manager);
            try (OptimizerSession session = optimizer.open(weights, settings)) {
                step(weights.subNDList(1));
                session.update(1);
            }
            for (NDArray weight : weights) {
                ContractViolationException.unless(
                        Numbers.finite(Numbers.of(weight)), "Weight %s is no longer finite.", weight.getName());
            }
        }
    }

    private void freed() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDList weights = weights(manager);
            try (OptimizerSession session = optimizer.open(weights, settings)) {
                steps(session, weights, 1, 1);
                step(weights);
                ArrayLeakCheck live = ArrayLeakCheck.now(manager);
                session.update(1);
                live.requireNone("An update leaks %s.");
            }
        }
    }

    private void closed() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDList weights = weights(manager);
            ArrayLeakCheck live = ArrayLeakCheck.now(manager);
            try (OptimizerSession session = optimizer.open(weights, settings)) {
                steps(session, weights, 2, 1);
            }
            live.requireNone("The session is closed, but it leaks %s.");
        }
    }

    private static NDList weights(NDManager manager) {
        NDList weights = new NDList();
        for (int i = 0; i < WEIGHTS.size(); i++) {
            Shape shape = WEIGHTS.get(i);
            NDArray weight = manager.create(RandomStream.of(6).derive(i).gaussian((int) shape.size()), shape);
            weight.setName("weight" + i);
            weight.setRequiresGradient(true);
            weights.add(weight);
        }
        return weights;
    }

    private void steps(OptimizerSession session, NDList weights, int count, double rateFactor) {
        for (int i = 0; i < count; i++) {
            step(weights);
            session.update(rateFactor);
        }
    }

    private void step(NDList weights) {
        step(weights, 1);
    }

    /** Sets the gradients of half the sum of squares, times a factor, with a different curvature for each weight. */
    private void step(NDList weights, float factor) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray sum = weights.head().getManager().create(0f);
                for (int i = 0; i < weights.size(); i++) {
                    sum = sum.add(weights.get(i).square().sum().mul(0.5 * (i + 1)));
                }
                recording.backward(factor == 1 ? sum : sum.mul(factor));
            }
        }
    }

    private double height(NDList weights) {
        double height = 0;
        for (int i = 0; i < weights.size(); i++) {
            float[] numbers = weights.get(i).toFloatArray();
            height += 0.5 * (i + 1) * Numbers.dot(numbers, numbers);
        }
        return height;
    }

    private static void same(NDList expected, NDList actual, String sentence) {
        for (int i = 0; i < expected.size(); i++) {
            ContractViolationException.unless(
                    Arrays.equals(Bytes.of(expected.get(i)), Bytes.of(actual.get(i))), sentence);
        }
    }
}
