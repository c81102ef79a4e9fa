package org.clade.task.invariance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.Set;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/**
 * Transformation invariance: an augmented image should get the label of its original, balanced over the large batch.
 *
 * <p>Formula (Eq. 3): L_T = -mean_i s(l_i, t_i), where l is the augmented image's label features, t the balanced target of
 * Eq. 4, and s the cosine in the paper ({@code similarity=cosine}), the plain inner product in the released code
 * ({@code similarity=dot}, the default).
 *
 * <p>Shapes: l and t are N×K with rows of sum 1; the loss is a scalar, -1 to 0. Source: Niu et al., GATCluster, ECCV 2020,
 * Sec. 3.3.1. Use when clusters should not depend on pose, position or lighting; the inner product also rewards certainty, the
 * cosine does not.
 */
@Component
@ProvidesLossTask(
        id = "invariance",
        summary = "Augmented images get the labels of their originals, balanced (GATCluster Eq. 3).")
public final class InvarianceTask implements LossTask {

    enum Similarity {
        DOT,
        COSINE
    }

    static final Option<Similarity> SIMILARITY = Option.choice(
            "similarity",
            Similarity.DOT,
            "How label features are compared: inner product (released code) or cosine (Eq. 3).");

    /** The smallest squared length, which keeps the cosine finite for a row of zeros and changes nothing else. */
    private static final float LEAST_SQUARE = 1e-24f;

    @Override
    public List<Option<?>> options() {
        return List.of(SIMILARITY);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.PROBABILITIES);
    }

    @Override
    public Set<TargetKind> targets(Settings settings) {
        return Set.of(TargetKind.BALANCED);
    }

    @Override
    public NDArray loss(Step step) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray labels = step.predictions().get(Signal.PROBABILITIES);
            NDArray targets = step.targets().get(TargetKind.BALANCED);
            NDArray similarity = labels.mul(targets).sum(new int[] {1});
            if (step.settings().get(SIMILARITY) == Similarity.COSINE) {
                similarity = similarity.div(length(labels).mul(length(targets)));
            }
            NDArray loss = similarity.mean().neg();
            NDScope.unregister(loss);
            return loss;
        }
    }

    private static NDArray length(NDArray rows) {
        return rows.square().sum(new int[] {1}).maximum(LEAST_SQUARE).sqrt();
    }
}
