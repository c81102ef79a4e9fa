package org.clade.engine.torch;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.Optional;
import java.util.function.Supplier;
import org.clade.api.engine.Autograd;
import org.clade.api.engine.FactoredGradients;
import org.clade.api.engine.TensorOperators;

/** Gradients of libtorch. If this libtorch has no functions to clear them, it sets them to zero. */
final class TorchAutograd implements Autograd {

    private final PreemptiveCollector collector = new PreemptiveCollector();
    private final Optional<GradientClearing> clearing;
    private final FactoredWeights matrices;
    private final TensorOperators operators;

    TorchAutograd(Optional<GradientClearing> clearing, FactoredWeights matrices, TensorOperators operators) {
        this.clearing = clearing;
        this.matrices = matrices;
        this.operators = operators;
    }

    @Override
    public GradientCollector record() {
        collector.prepare();
        return new GradientTape();
    }

    @Override
    public void clearGradients(NDList weights) {
        matrices.forget(weights);
        clearing.ifPresentOrElse(slots -> slots.empty(weights), () -> zero(weights));
    }

    private void zero(NDList weights) {
        NDList gradients = new NDList(weights.size());
        weights.forEach(weight -> gradients.add(weight.getGradient()));
        try (gradients) {
            operators.zero(gradients);
        }
    }

    @Override
    public <T> T noGrad(Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    @Override
    public FactoredGradients factoredGradients(NDList weights) {
        return matrices.keep(weights);
    }
}
