package org.clade.task.entropy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/**
 * Entropy analysis: the network should use every cluster; without this task the others collapse into one.
 *
 * <p>Formula (Eq. 7): L_E = sum_h p_h log p_h, where p_h is the mean of the label features l_ih over images, to be
 * minimized (the negative entropy of p). If the network emits label features of the attended region, a second term of
 * the same form is added. The released code takes the mean over the minibatch of N augmented images
 * ({@code support=minibatch}); Sec. 3.4
 * takes it over the large batch of M ({@code support=batch}): the clean labels of step 1, with the minibatch's own rows
 * replaced by the current ones, p = (sum_M clean - sum_N clean + sum_N live) / M, so that gradient flows through the N rows.
 * {@code attended} is the same for the second term. Entries of p below {@code floor} count as the floor and have no gradient.
 *
 * <p>Shapes: label features are N×K with rows of sum 1, totals K numbers; the loss is a scalar, -log K to 0 for each term.
 * Source: Niu et al., GATCluster, ECCV 2020, Sec. 3.3.3. Always use it, with minibatches of at least 3K images: the mean of fewer is noise.
 */
@Component
@ProvidesLossTask(
        id = "entropy",
        summary = "Makes the network use every cluster: maximizes the mean label's entropy (GATCluster Eq. 7).")
public final class EntropyTask implements LossTask {

    enum Support {
        MINIBATCH,
        BATCH
    }

    enum Attended {
        MINIBATCH,
        BATCH,
        OFF
    }

    static final Option<Support> SUPPORT = Option.choice(
            "support",
            Support.MINIBATCH,
            "What the mean label is over: the minibatch (released code) or the large batch (Sec. 3.4).");

    static final Option<Double> FLOOR =
            Option.number("floor", 1e-5, 0, 0.1, "The smallest share of a cluster that counts: the paper has 0.");

    static final Option<Attended> ATTENDED = Option.choice(
            "attended",
            Attended.MINIBATCH,
            "The same for the attended region's labels: over the minibatch, if they are emitted; over"
                    + " the large batch, which needs relations(attended=on); or not at all.");

    /** The smallest share, which keeps x log x finite at 0 without a floor. */
    private static final float LEAST_SHARE = Float.MIN_NORMAL;

    private static final String MINIBATCH = "minibatch";
    private static final String BATCH = "batch";
    private static final String OFF = "off";

    @Override
    public List<Option<?>> options() {
        return List.of(SUPPORT, FLOOR, ATTENDED);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return settings.get(ATTENDED) == Attended.BATCH
                ? Set.of(Signal.PROBABILITIES, Signal.ATTENDED_PROBABILITIES)
                : Set.of(Signal.PROBABILITIES);
    }

    @Override
    public Set<Signal> alsoReads(Settings settings) {
        return settings.get(ATTENDED) == Attended.MINIBATCH ? Set.of(Signal.ATTENDED_PROBABILITIES) : Set.of();
    }

    @Override
    public Set<TargetKind> targets(Settings settings) {
        Set<TargetKind> kinds = new LinkedHashSet<>();
        if (settings.get(SUPPORT) == Support.BATCH) {
            kinds.add(TargetKind.LABELS);
            kinds.add(TargetKind.LABEL_TOTALS);
        }
        if (settings.get(ATTENDED) == Attended.BATCH) {
            kinds.add(TargetKind.ATTENDED_LABELS);
            kinds.add(TargetKind.ATTENDED_LABEL_TOTALS);
        }
        return kinds;
    }

    @Override
    public NDArray loss(Step step) {
        Settings settings = step.settings();
        float floor = Math.max(settings.get(FLOOR).floatValue(), LEAST_SHARE);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray live = step.predictions().get(Signal.PROBABILITIES);
            NDArray loss = negativeEntropy(
                    settings.get(SUPPORT) == Support.BATCH
                            ? overBatch(live, step.targets(), TargetKind.LABELS, TargetKind.LABEL_TOTALS)
                            : live.mean(new int[] {0}),
                    floor);
            if (settings.get(ATTENDED) != Attended.OFF && step.predictions().has(Signal.ATTENDED_PROBABILITIES)) {
                NDArray attended = step.predictions().get(Signal.ATTENDED_PROBABILITIES);
                loss = loss.add(negativeEntropy(
                        settings.get(ATTENDED) == Attended.BATCH
                                ? overBatch(
                                        attended,
                                        step.targets(),
                                        TargetKind.ATTENDED_LABELS,
                                        TargetKind.ATTENDED_LABEL_TOTALS)
                                : attended.mean(new int[] {0}),
                        floor));
            }
            NDScope.unregister(loss);
            return loss;
        }
    }

    private static NDArray overBatch(NDArray live, Targets targets, TargetKind clean, TargetKind totals) {
        return live.sub(targets.get(clean))
                .sum(new int[] {0})
                .add(targets.get(totals))
                .div(targets.batch());
    }

    private static NDArray negativeEntropy(NDArray shares, float floor) {
        NDArray floored = shares.maximum(floor);
        return floored.mul(floored.log()).sum();
    }
}
