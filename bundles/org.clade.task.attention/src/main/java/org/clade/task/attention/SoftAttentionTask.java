package org.clade.task.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.Set;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.clade.array.BinaryCrossEntropy;
import org.osgi.service.component.annotations.Component;

/**
 * Attention mapping: the prediction for the attended region should be a more confident version of the prediction for the whole image.
 *
 * <p>Formula (Eq. 9): L_A = mean over images i and clusters h of -t_ih log l_ih - (1 - t_ih) log(1 - l_ih), where l is the
 * attended region's label features and t the sharpened target of Eq. 10. Logarithms end at -100.
 *
 * <p>Shapes: l and t are N×K with rows of sum 1; the loss is a scalar, 0 to 100. Source: Niu et al., GATCluster, ECCV 2020,
 * Sec. 3.3.4; paper and released code agree. Use with an attention module; Clade refuses a variant without attention.
 */
@Component
@ProvidesLossTask(
        id = "attention",
        summary =
                "The prediction for the attended region becomes a more confident one for the whole image (GATCluster Eq. 9).")
public final class SoftAttentionTask implements LossTask {

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.ATTENDED_PROBABILITIES);
    }

    @Override
    public Set<TargetKind> targets(Settings settings) {
        return Set.of(TargetKind.SHARPENED);
    }

    @Override
    public NDArray loss(Step step) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray loss = BinaryCrossEntropy.of(
                            step.predictions().get(Signal.ATTENDED_PROBABILITIES),
                            step.targets().get(TargetKind.SHARPENED))
                    .mean();
            NDScope.unregister(loss);
            return loss;
        }
    }
}
