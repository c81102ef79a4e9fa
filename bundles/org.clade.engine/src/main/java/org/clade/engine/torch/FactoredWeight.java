package org.clade.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.util.Optional;
import org.clade.api.engine.FactoredGradient;

/**
 * A large matrix in training. Its gradient is a product: the gradients of the layer's output times the layer's input. These two are
 * kept instead. The graph sees the matrix as a constant, and zeros that are added to the output receive its gradients. In mixed
 * precision the layer reads a cast of the matrix that lasts from step to step.
 */
final class FactoredWeight implements AutoCloseable {

    private final TorchModule module;
    private final NDArray weight;
    private final NDManager scope;
    private final NDList zeros = new NDList();
    private final NDList inputs = new NDList();

    private NDManager step;
    private NDArray cast;
    private long version;

    /**
     * A matrix in training.
     *
     * @param module computes
     * @param weight out×in, float32
     */
    FactoredWeight(TorchModule module, NDArray weight) {
        this.module = module;
        this.weight = weight;
        this.scope = weight.getManager().newSubManager();
        this.step = scope.newSubManager();
    }

    /**
     * The layer's product, recorded.
     *
     * @param x N×in
     * @param bias out
     * @param reduced whether it is computed in bfloat16
     * @return N×out
     */
    NDArray linear(NDArray x, NDArray bias, boolean reduced) {
        NDArray read = reduced ? module.record("to_bfloat16", x) : x;
        NDArray added =
                step.zeros(new Shape(x.getShape().get(0), weight.getShape().get(0)));
        added.setRequiresGradient(true);
        NDArray kept = read.stopGradient();
        kept.attach(step);
        zeros.add(added);
        inputs.add(kept);
        return module.record("linear", read, reduced ? cast() : weight, bias, added);
    }

    /** {@return the present matrix in bfloat16, owned by this object} */
    NDArray cast() {
        long now = version();
        if (cast == null || version != now) {
            forgetCast();
            cast = module.record("to_bfloat16", weight);
            cast.attach(scope);
            version = now;
        }
        return cast;
    }

    /** {@return how often the matrix was changed in place, except by the optimizers' fused steps} */
    private long version() {
        return module.call("version", IValue::toLong, TorchModule.array(weight));
    }

    /** {@return the gradient from backward passes, if there is one} */
    Optional<FactoredGradient> gradient() {
        if (zeros.isEmpty()) {
            return Optional.empty();
        }
        NDList gradients = new NDList(zeros.size());
        zeros.forEach(added -> gradients.add(added.getGradient()));
        return Optional.of(new FactoredGradient(joined(gradients), joined(inputs), cast == null ? weight : cast));
    }

    private static NDArray joined(NDList arrays) {
        return arrays.size() == 1 ? arrays.head() : NDArrays.concat(arrays);
    }

    /** Frees the gradients of backward passes. If there are none, a usual gradient may have changed the matrix. */
    void forget() {
        if (zeros.isEmpty()) {
            forgetCast();
        }
        zeros.clear();
        inputs.clear();
        step.close();
        step = scope.newSubManager();
    }

    private void forgetCast() {
        if (cast != null) {
            cast.close();
            cast = null;
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
