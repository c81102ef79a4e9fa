package org.clade.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.OptionalDouble;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;

/** Adam at work on the weights of one network. */
final class AdamSession implements OptimizerSession {

    private final TensorEngine engine;
    private final NDList weights;
    private final Settings settings;
    private final OptionalDouble clip;
    private final NDManager manager;
    private final NDList first = new NDList();
    private final NDList second = new NDList();
    private final NDList steps = new NDList();

    AdamSession(TensorEngine engine, NDList weights, Settings settings) {
        this.engine = engine;
        this.weights = weights;
        this.settings = settings;
        this.clip = settings.optionalNumber("clip");
        this.manager = weights.head().getManager().newSubManager();
        for (int i = 0; i < weights.size(); i++) {
            Shape shape = weights.get(i).getShape();
            first.add(named(manager.zeros(shape), "first", i));
            second.add(named(manager.zeros(shape), "second", i));
            steps.add(named(manager.zeros(new Shape()), "steps", i));
        }
    }

    @Override
    public void update(double rateFactor) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            engine.withoutGradients(() -> {
                step(rateFactor);
                return null;
            });
        }
    }

    private void step(double rateFactor) {
        NDList gradients = new NDList();
        weights.forEach(weight -> gradients.add(weight.getGradient()));
        NDList bounded = clip.isPresent() ? bounded(gradients, (float) clip.getAsDouble()) : gradients;
        engine.operators()
                .adam(
                        weights,
                        bounded,
                        first,
                        second,
                        steps,
                        rateFactor * settings.number("lr"),
                        settings.number("beta1"),
                        settings.number("beta2"),
                        settings.number("epsilon"),
                        settings.number("decay"));
        gradients.forEach(gradient -> gradient.set(new NDIndex("..."), 0f));
    }

    private static NDList bounded(NDList gradients, float bound) {
        NDList bounded = new NDList();
        gradients.forEach(gradient -> bounded.add(gradient.clip(-bound, bound)));
        return bounded;
    }

    @Override
    public NDList save(NDManager target) {
        NDList copies = new NDList();
        for (NDArray array : state()) {
            NDArray copy = array.duplicate();
            copy.attach(target);
            copy.setName(array.getName());
            copies.add(copy);
        }
        return copies;
    }

    @Override
    public void restore(NDList saved) {
        NDList own = state();
        boolean fits = saved.size() == own.size();
        for (int i = 0; fits && i < own.size(); i++) {
            fits = own.get(i).getShape().equals(saved.get(i).getShape())
                    && own.get(i).getName().equals(saved.get(i).getName());
        }
        if (!fits) {
            throw new RefusedException(
                    ("The saved state of adam has %d arrays that do not fit this network's %d weights (%d arrays); resume"
                                    + " with the recipe that the state was saved with.")
                            .formatted(saved.size(), weights.size(), own.size()));
        }
        for (int i = 0; i < own.size(); i++) {
            saved.get(i).copyTo(own.get(i));
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    private NDList state() {
        return new NDList(first).addAll(second).addAll(steps);
    }

    private static NDArray named(NDArray array, String name, int weight) {
        array.setName(name + "." + weight);
        return array;
    }
}
