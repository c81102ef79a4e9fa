package org.clade.target.thresholds;

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
 * Relations by thresholds: a pair of images counts as related or unrelated if its similarity is clear enough.
 *
 * <p>Formulas, over the clean label features z of a large batch, with s_ij = z_i · z_j:
 *
 * <ul>
 * <li>{@code schedule=single} (DAC*, released code): r_ij is 1 if s_ij is above the threshold, 0 below, and at equality
 * 0.5, 0 or 1 ({@code tie}); the threshold goes from {@code start} to {@code end} in {@code epochs} equal steps, one
 *       after each epoch, so the last epoch is one step short of the end
 *   <li>{@code schedule=dual} (second script for CIFAR-10): two such thresholds, the upper from {@code start} to {@code
 *       end}, the lower from {@code lower_start} to {@code lower_end}
 *   <li>{@code schedule=lambda} (DAC, Eqs. 11 and 12): u = 0.95 - λ, l = 0.455 + 0.1 λ, and after each epoch λ grows by 1.1
 *       {@code eta}; with 0.009 they meet in 46 epochs, when DAC ends. After that they stay constant
 * <li>with two thresholds (Eq. 6) r_ij is 1 if s_ij ≥ u, 0 if s_ij &lt; l, and the pair is left out in between;
 * {@code strict=on} requires s_ij &gt; u
 * </ul>
 *
 * <p>Shapes: relations M×M of 1, 0, 0.5 and -1 (left out); unit labels M×D and, with {@code labels=on}, labels M×K,
 * both as in step 1. Source: Chang et al., Deep Adaptive Image Clustering, ICCV 2017, Sec. 3.2, 3.3 and 5.4, Algorithm
 * 1, and
 * the released scripts. Use with {@code pairwise}, also together with {@code distillation}.
 */
@Component
@ProvidesTargets(
        id = "thresholds",
        summary = "Pairs are related if their similarity passes moving thresholds (DAC Eqs. 6, 8, 11, 12).")
public final class ThresholdTargets implements PseudoTargetStrategy {

    enum ScheduleRule {
        SINGLE,
        DUAL,
        LAMBDA
    }

    enum Tie {
        UNDECIDED("0.5"),
        APART("0"),
        TOGETHER("1");

        private final String relation;

        Tie(String relation) {
            this.relation = relation;
        }

        @Override
        public String toString() {
            return relation;
        }
    }

    static final Option<ScheduleRule> SCHEDULE = Option.choice(
            "schedule",
            ScheduleRule.SINGLE,
            "One threshold (DAC*), two that move linearly (second script for CIFAR-10), or two by DAC's rule.");

    static final Option<Double> START =
            Option.number("start", 0.99, 0, 1, "Threshold in the first epoch, the upper one of two.");

    static final Option<Double> END =
            Option.number("end", 0.75, 0, 1, "Threshold after the last epoch, the upper one of two.");

    static final Option<Double> LOWER_START =
            Option.number("lower_start", 0.8, 0, 1, "Lower threshold in the first epoch (schedule=dual).");

    static final Option<Double> LOWER_END =
            Option.number("lower_end", 0.895, 0, 1, "Lower threshold after the last epoch (schedule=dual).");

    static final Option<Integer> EPOCHS =
            Option.integer("epochs", 50, 1, 100000, "Epochs from start to end (schedule=single or dual).");

    static final Option<Double> ETA =
            Option.number("eta", 0.009, 0, 1, "Rate at which λ grows (schedule=lambda): the paper's is 0.009.");

    static final Option<Tie> TIE = Option.choice(
            "tie",
            Tie.UNDECIDED,
            "The relation at equality (schedule=single): 0.5, 0 as in the released code for MNIST, or 1 as in"
                    + " Eq. 6.");

    static final Option<Boolean> STRICT = Option.bool(
            "strict",
            false,
            "Whether related pairs must be above the upper threshold (second script for CIFAR-10) and not just"
                    + " reach it (paper).");

    static final Option<Boolean> LABELS =
            Option.bool("labels", false, "Whether to keep the softmax too, for distillation(target=labels).");

    @Override
    public List<Option<?>> options() {
        return List.of(SCHEDULE, START, END, LOWER_START, LOWER_END, EPOCHS, ETA, TIE, STRICT, LABELS);
    }

    @Override
    public Set<TargetKind> provides(Settings settings) {
        return settings.get(LABELS)
                ? Set.of(TargetKind.RELATIONS, TargetKind.UNIT_LABELS, TargetKind.LABELS)
                : Set.of(TargetKind.RELATIONS, TargetKind.UNIT_LABELS);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return settings.get(LABELS) ? Set.of(Signal.UNIT_VECTORS, Signal.PROBABILITIES) : Set.of(Signal.UNIT_VECTORS);
    }

    @Override
    public TargetSession open(TargetRequest request) {
        return new ThresholdSession(request.settings());
    }
}
