package org.clade.task.separability;

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
import org.clade.array.BinaryCrossEntropy;
import org.osgi.service.component.annotations.Component;

/**
 * Separability maximization: images of one group should have the same label, images of different groups different ones.
 *
 * <p>Formula (Eq. 6): L_R = mean over pairs of -r_ij log s_ij - (1 - r_ij) log(1 - s_ij), where s_ij is the cosine of the
 * label features l_i and l_j, and r_ij is 1 if i and j are in the same group, else 0 (Eq. 5). The released code takes the
 * lower triangle with the diagonal ({@code pairs=lower}, N(N+1)/2 pairs) and adds 1e-5 to each length ({@code epsilon});
 * the paper's sum runs over all ordered pairs ({@code pairs=all, epsilon=0}). The cosine is clipped to 0..1 and
 * logarithms end at -100, so a confident contradiction costs at most 100.
 *
 * <p>Shapes: l is N×K, groups are N whole numbers; the loss is a scalar, 0 to 100. Source: Niu et al., GATCluster, ECCV 2020,
 * Sec. 3.3.2, after DAC's Eq. 1. Use when labels should become one-hot and groups pure.
 */
@Component
@ProvidesLossTask(
        id = "separability",
        summary =
                "Images of one group get the same label, images of different groups different ones (GATCluster Eq. 6).")
public final class SeparabilityTask implements LossTask {

    enum Pairs {
        LOWER,
        ALL
    }

    static final Option<Pairs> PAIRS = Option.choice(
            "pairs",
            Pairs.LOWER,
            "Which pairs count: each once, images with themselves too (released code), or all ordered ones.");

    static final Option<Double> EPSILON =
            Option.number("epsilon", 1e-5, 0, 1, "Added to the length of label features: the paper has 0.");

    /** The smallest squared length, which keeps the cosine finite for a row of zeros and changes nothing else. */
    private static final float LEAST_SQUARE = 1e-24f;

    @Override
    public List<Option<?>> options() {
        return List.of(PAIRS, EPSILON);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.PROBABILITIES);
    }

    @Override
    public Set<TargetKind> targets(Settings settings) {
        return Set.of(TargetKind.CLUSTER_IDS);
    }

    @Override
    public NDArray loss(Step step) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray similarity = similarity(
                    step.predictions().get(Signal.PROBABILITIES),
                    step.settings().get(EPSILON));
            NDArray relation = relation(step.targets().get(TargetKind.CLUSTER_IDS), similarity.getDataType());
            NDArray costs = BinaryCrossEntropy.of(similarity, relation);
            NDArray loss = step.settings().get(PAIRS) == Pairs.ALL ? costs.mean() : lowerMean(costs);
            NDScope.unregister(loss);
            return loss;
        }
    }

    private static NDArray similarity(NDArray labels, double epsilon) {
        NDArray lengths = labels.square()
                .sum(new int[] {1}, true)
                .maximum(LEAST_SQUARE)
                .sqrt()
                .add(epsilon);
        NDArray directions = labels.div(lengths);
        return directions.matMul(directions.transpose()).clip(0f, 1f);
    }

    private static NDArray relation(NDArray groups, DataType type) {
        return groups.expandDims(1).eq(groups.expandDims(0)).toType(type, false);
    }

    private static NDArray lowerMean(NDArray costs) {
        long images = costs.getShape().get(0);
        NDArray places = costs.getManager().arange(0, (int) images, 1, DataType.INT64);
        NDArray lower = places.expandDims(1).gte(places.expandDims(0)).toType(costs.getDataType(), false);
        return costs.mul(lower).sum().div(images * (images + 1) / 2);
    }
}
