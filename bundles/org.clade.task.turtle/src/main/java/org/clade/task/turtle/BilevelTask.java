package org.clade.task.turtle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Set;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/**
 * The outer loss of TURTLE: how well linear classifiers fit the labels, and how even the labels are.
 *
 * <p>Formula, with labels τ_j of space j, their mean τ over spaces, and the classifiers' probabilities p_j, which are constants: loss = Σ_j
 * mean over images of -Σ_c τ(c) ln p_j(c) - {@code gamma} · Σ_j H(mean over images of τ_j). H is the entropy in natural logarithms, 0 ln 0
 * = 0. {@code entropy=spaces} is the released code; {@code entropy=mean} takes H of the mean of τ once. The entropy
 * pulls towards clusters of equal sizes; {@code gamma} weighs it.
 *
 * <p>Range: from -gamma · J · ln K upwards. Source: Gadetsky, Jiang and Brbić, TURTLE, ICML 2024, Eqs. 12 and 13.
 */
@Component
@ProvidesLossTask(
        id = "bilevel",
        summary = "How well fitted linear classifiers agree with the labels, minus their entropy (TURTLE Eq. 12).")
public final class BilevelTask implements LossTask {

    enum EntropyOf {
        SPACES,
        MEAN
    }

    static final Option<Double> GAMMA = Option.number("gamma", 10, 0, 1e6, "Weight of the entropy of the mean label.");

    static final Option<EntropyOf> ENTROPY = Option.choice(
            "entropy",
            EntropyOf.SPACES,
            "Entropy of the mean label of each space, summed (released code), or of the mean over spaces.");

    @Override
    public List<Option<?>> options() {
        return List.of(GAMMA, ENTROPY);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.SPACE_PROBABILITIES);
    }

    @Override
    public Set<TargetKind> targets(Settings settings) {
        return Set.of(TargetKind.CLASSIFIER_LOG_PROBABILITIES);
    }

    @Override
    public NDArray loss(Step step) {
        NDArray classified = step.targets().get(TargetKind.CLASSIFIER_LOG_PROBABILITIES);
        Shape shape = classified.getShape();
        NDArray bySpace = step.predictions().get(Signal.SPACE_PROBABILITIES);
        if (bySpace.getShape().get(1) != shape.get(1) * shape.get(2)) {
            throw new RefusedException(
                    "The head task-encoder has %s feature spaces, but targets=linear-classifiers have %s; give both the same spaces."
                            .formatted(bySpace.getShape().get(1) / shape.get(2), shape.get(1)));
        }
        NDArray labels = bySpace.reshape(shape);
        NDArray mean = labels.mean(new int[] {1}, true);
        NDArray error = SoftLabels.crossEntropy(mean, classified).mul((float) shape.get(1));
        NDArray balance = step.settings().get(ENTROPY) == EntropyOf.SPACES
                ? SoftLabels.entropy(labels.mean(new int[] {0})).sum()
                : SoftLabels.entropy(mean.mean(new int[] {0})).sum();
        return error.sub(balance.mul(step.settings().get(GAMMA).floatValue()));
    }
}
