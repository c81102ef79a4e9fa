package org.clade.task.turtle;

import java.util.List;
import java.util.Set;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.ProvidesTargets;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.osgi.service.component.annotations.Component;

/**
 * The inner problem of TURTLE: linear classifiers that are fitted to the current labels.
 *
 * <p>For each large batch and each feature space it draws a new linear classifier with bias (weights and bias uniform in ±1/√d) and makes
 * {@code steps} steps of Adam with the rate {@code lr} on the whole batch, on the sum over spaces of the mean soft cross-entropy between
 * the classifier and the labels of the network, which are constants here. Targets are the log-probabilities of the fitted classifiers,
 * which are constants for the loss: the gradient is the first-order one (Eq. 13). With {@code start=warm} classifiers and moments go on from
 * one large batch to the next, as an option of the released code.
 *
 * <p>It reads the features themselves, so their scale counts: ten steps of 1e-3 move a weight by at most about 0.01, and on vectors of length
 * 1 the classifiers stay close to where they started.
 *
 * <p>The reading {@code inner_loss} is the cross-entropy of the fitted classifiers, summed over spaces. Source: Gadetsky, Jiang and Brbić,
 * TURTLE, ICML 2024, Eqs. 12 and 13; the released code has these defaults.
 */
@Component
@ProvidesTargets(
        id = "linear-classifiers",
        summary = "Linear classifiers, fitted again to the labels of each large batch (TURTLE's inner problem).")
public final class ClassifierTargets implements PseudoTargetStrategy {

    enum InnerStart {
        COLD,
        WARM
    }

    static final Option<FeatureSpaces> SPACES = FeatureSpaces.option();

    static final Option<Integer> STEPS =
            Option.integer("steps", 10, 1, 100_000, "Steps of Adam for each classifier and large batch.");

    static final Option<Double> LR = Option.number("lr", 1e-3, 0, 10, "Learning rate of the classifiers.");

    static final Option<InnerStart> START = Option.choice(
            "start",
            InnerStart.COLD,
            "Whether each large batch draws new classifiers (cold), or goes on with the last ones (warm).");

    @Override
    public List<Option<?>> options() {
        return List.of(SPACES, STEPS, LR, START);
    }

    @Override
    public Set<TargetKind> provides(Settings settings) {
        return Set.of(TargetKind.CLASSIFIER_LOG_PROBABILITIES);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.FEATURES, Signal.PROBABILITIES);
    }

    @Override
    public TargetSession open(TargetRequest request) {
        return new ClassifierSession(request);
    }
}
