package org.clade.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.clade.api.engine.FactoredGradients;
import org.clade.api.engine.ScriptModule;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;

/** The arrays that an optimizer stores for each weight of a network, initially zero. */
final class WeightState implements AutoCloseable {

    private final TensorEngine engine;
    private final String optimizer;
    private final NDList weights;
    private final NDManager manager;
    private final NDList arrays = new NDList();
    private final List<FactoredGradients> products = new ArrayList<>();

    WeightState(TensorEngine engine, String optimizer, NDList weights) {
        this.engine = engine;
        this.optimizer = optimizer;
        this.weights = weights;
        this.manager = weights.head().getManager().newSubManager();
    }

    /** {@return new arrays, one of each weight's shape} */
    NDList likeWeights(String name) {
        NDList added = new NDList();
        weights.forEach(weight -> added.add(add(name, added.size(), weight.getShape())));
        return added;
    }

    /** {@return new scalars, one for each weight} */
    NDList scalars(String name) {
        NDList added = new NDList();
        weights.forEach(weight -> added.add(add(name, added.size(), new Shape())));
        return added;
    }

    /** {@return a new scalar, one for all weights; it counts up to 16777216} */
    NDArray counter(String name) {
        return add(name, 0, new Shape());
    }

    private NDArray add(String name, int weight, Shape shape) {
        NDArray array = manager.zeros(shape);
        array.setName(name + "." + weight);
        arrays.add(array);
        return array;
    }

    /** {@return a scalar that is not saved} */
    NDArray constant(float number) {
        return manager.full(new Shape(), number);
    }

    /** {@return the methods of a resource, for as long as this state is open} */
    ScriptModule compile(String resource) {
        try (InputStream text = WeightState.class.getResourceAsStream(resource)) {
            return engine.operators().compile(new String(text.readAllBytes(), StandardCharsets.UTF_8), manager);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the gradients of the large matrices among the weights as products, for as long as this state is open} */
    FactoredGradients products(NDList some) {
        FactoredGradients kept = engine.autograd().factoredGradients(some);
        products.add(kept);
        return kept;
    }

    /** {@return views of the arrays} */
    NDList save(NDManager target) {
        NDList views = new NDList();
        for (NDArray array : arrays) {
            NDArray view = array.reshape(array.getShape());
            view.attach(target);
            view.setName(array.getName());
            views.add(view);
        }
        return views;
    }

    void restore(NDList saved) {
        boolean fits = saved.size() == arrays.size();
        for (int i = 0; fits && i < arrays.size(); i++) {
            fits = arrays.get(i).getShape().equals(saved.get(i).getShape())
                    && arrays.get(i).getName().equals(saved.get(i).getName());
        }
        if (!fits) {
            throw new RefusedException(
                    ("The saved state of %s has %s arrays that do not fit this network's %s weights (%s arrays); resume"
                                    + " with the recipe that the state was saved with.")
                            .formatted(optimizer, saved.size(), weights.size(), arrays.size()));
        }
        engine.operators().copy(saved, arrays);
    }

    @Override
    public void close() {
        products.forEach(FactoredGradients::close);
        manager.close();
    }
}
