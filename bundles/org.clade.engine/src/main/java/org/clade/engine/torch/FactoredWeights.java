package org.clade.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.engine.FactoredGradient;
import org.clade.api.engine.FactoredGradients;

/** The matrices whose gradients are currently kept as products. */
final class FactoredWeights {

    private static final int MATRIX = 2;

    private final Map<NDArray, FactoredWeight> open = Collections.synchronizedMap(new IdentityHashMap<>());
    private final TorchModule module;
    private final long numbers;

    /**
     * No matrices at first.
     *
     * @param module computes
     * @param numbers how many numbers a large matrix has at least
     */
    FactoredWeights(TorchModule module, long numbers) {
        this.module = module;
        this.numbers = numbers;
    }

    /** {@return whether a weight is a large matrix, in main memory} */
    boolean large(NDArray weight) {
        return weight.getShape().dimension() == MATRIX
                && weight.size() >= numbers
                && !weight.getDevice().isGpu();
    }

    /** {@return the gradients of the large matrices among the weights, kept as products from now on} */
    FactoredGradients keep(NDList weights) {
        List<NDArray> own = new ArrayList<>();
        for (NDArray weight : weights) {
            if (large(weight) && !open.containsKey(weight)) {
                open.put(weight, new FactoredWeight(module, weight));
                own.add(weight);
            }
        }
        return new FactoredGradients() {
            @Override
            public Optional<FactoredGradient> of(NDArray weight) {
                return find(weight).flatMap(FactoredWeight::gradient);
            }

            @Override
            public void close() {
                own.forEach(weight -> open.remove(weight).close());
                own.clear();
            }
        };
    }

    /** {@return the matrix, if its gradient is kept as a product} */
    Optional<FactoredWeight> find(NDArray weight) {
        return Optional.ofNullable(open.get(weight));
    }

    /** Frees the gradients of backward passes for these weights. */
    void forget(NDList weights) {
        weights.forEach(weight -> find(weight).ifPresent(FactoredWeight::forget));
    }
}
