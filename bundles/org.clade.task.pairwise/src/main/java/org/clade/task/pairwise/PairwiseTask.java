package org.clade.task.pairwise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
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
 * Pair relations: related images should have the same label feature, unrelated images different ones.
 *
 * <p>Formula (Eqs. 1, 10): with s_ij = z_i · z_j, the cosine of label features on the unit sphere, and r_ij the relation,
 * L = Σ over selected pairs of c(r_ij, s_ij); pairs with r_ij = -1 are left out, i = j is a pair. The cost c is
 *
 * <ul>
 * <li>{@code loss=bce} (paper, released code): -r log s - (1 - r) log(1 - s), s clipped to {@code clip} and 1 -
 * {@code clip}, without a gradient outside
 *   <li>{@code loss=mse} (released code for MNIST): (r - s)²
 * <li>{@code loss=swapped} (released second script for CIFAR-10): relation and similarity are swapped in the
 * cross-entropy, -s log r - (1 - s) log(1 - r) with r clipped likewise. This is linear in s, about 16 |r - s|
 * </ul>
 *
 * <p>and L is the mean over all pairs, with 0 for those left out ({@code reduction=all}, released code), the sum ({@code
 * sum}, paper), the mean over selected pairs ({@code selected}), or that mean divided by the rows N ({@code rows}, second
 * script for CIFAR-10).
 *
 * <p>Shapes: z is N×D, relations N×N; the loss is a scalar, 0 if no pair is selected. Source: Chang et al., Deep Adaptive
 * Image Clustering, ICCV 2017, Sec. 3.1 and 3.3, and the released scripts. Use with {@code thresholds}; alone, it needs
 * augmentation and identity initialization to start from meaningful similarities.
 */
@Component
@ProvidesLossTask(
        id = "pairwise",
        summary = "Related images get the same label feature, others different ones (DAC Eqs. 1 and 10).")
public final class PairwiseTask implements LossTask {

    enum PairLoss {
        BCE,
        MSE,
        SWAPPED
    }

    enum Reduction {
        ALL,
        SUM,
        SELECTED,
        ROWS
    }

    enum Rounding {
        FLOAT32,
        FLOAT64
    }

    static final Option<PairLoss> LOSS = Option.choice(
            "loss",
            PairLoss.BCE,
            "The loss of a pair: cross-entropy (paper), squared error (released code for MNIST), or"
                    + " cross-entropy with its arguments swapped (second script for CIFAR-10).");

    static final Option<Reduction> REDUCTION = Option.choice(
            "reduction",
            Reduction.ALL,
            "Mean over all pairs (released code), sum (paper), mean over selected pairs, or that mean"
                    + " divided by the rows once more (second script for CIFAR-10).");

    static final Option<Double> CLIP = Option.number(
            "clip",
            1e-7,
            0,
            0.1,
            "The distance of probabilities from 0 and 1 in the cross-entropy: Keras has 1e-7, the paper 0.");

    static final Option<Rounding> PRECISION = Option.choice(
            "precision",
            Rounding.FLOAT32,
            "The precision that rounds 1 - clip with loss=swapped: related pairs have slope 15.94 in"
                    + " float32 (as the script ran) and 16.12 in float64.");

    @Override
    public List<Option<?>> options() {
        return List.of(LOSS, REDUCTION, CLIP, PRECISION);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.UNIT_VECTORS);
    }

    @Override
    public Set<TargetKind> targets(Settings settings) {
        return Set.of(TargetKind.RELATIONS);
    }

    @Override
    public NDArray loss(Step step) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray vectors = step.predictions().get(Signal.UNIT_VECTORS);
            NDArray similarity = vectors.matMul(vectors.transpose());
            NDArray relation = step.targets().get(TargetKind.RELATIONS);
            NDArray selected = relation.gte(0f).toType(DataType.FLOAT32, false);
            NDArray costs = PairCost.of(step.settings()).costs(similarity, relation.maximum(0f));
            NDArray loss =
                    reduced(costs.mul(selected), selected, step.settings().get(REDUCTION));
            NDScope.unregister(loss);
            return loss;
        }
    }

    private static NDArray reduced(NDArray costs, NDArray selected, Reduction reduction) {
        return switch (reduction) {
            case SUM -> costs.sum();
            case SELECTED -> selectedMean(costs, selected);
            case ROWS -> selectedMean(costs, selected).div(costs.getShape().get(0));
            case ALL -> costs.mean();
        };
    }

    private static NDArray selectedMean(NDArray costs, NDArray selected) {
        return costs.sum().div(selected.sum().maximum(1f));
    }
}
