package org.clade.task.temi;

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
 * TEMI's targets: each image comes with neighbors, the teachers label both, and the pairs get a weight.
 *
 * <p>Before the first epoch it finds the {@code count} nearest neighbors of each image by cosine similarity of the backbone's features,
 * among the images of the run. Each time an image is drawn, {@code drawn} of its neighbors are drawn with it. Formulas, with teacher
 * probabilities t of head h:
 *
 * <ul>
 *   <li>class probabilities: q(c) ← momentum · q(c) + (1 - momentum) · mean of t(c) over images and neighbors, from 1/K. They change
 *       first, then they divide
 *   <li>weight of a pair: Σ_c t(c|x) · t(c|x'), as the mean over all heads ({@code weight=heads}, released code), for each head with its
 *       own teacher ({@code weight=head}), or 1 ({@code weight=off})
 *   <li>best head: the lowest mean loss over an epoch. The loss is the one of the task {@code mutual-information} on the clean images,
 *       which equals the training loss if neither the view nor the backbone draws numbers
 * </ul>
 *
 * <p>The readings {@code loss_head_1}, {@code clusters_head_1}, … are columns of the metrics: a head can collapse while its loss is low.
 * Labels decide nothing.
 *
 * <p>Source: Adaloglou et al., TEMI, BMVC 2023, released code. Its search for neighbors of more than 80,000 images keeps the image itself
 * among them, which this one does not.
 */
@Component
@ProvidesTargets(
        id = "neighbors",
        summary = "Neighbors by cosine similarity, labeled by momentum teachers, and the weights of pairs (TEMI).")
public final class NeighborTargets implements PseudoTargetStrategy {

    enum PairWeight {
        HEADS,
        HEAD,
        OFF
    }

    static final Option<Integer> COUNT =
            Option.integer("count", 50, 1, 10_000, "Nearest neighbors of each image to draw from.");

    static final Option<Integer> DRAWN = Option.integer(
            "drawn", 1, 1, 16, "Neighbors that are drawn with an image; the same as in the task mutual-information.");

    static final Option<Double> BETA = Option.number(
            "beta",
            0.6,
            0.01,
            1,
            "Exponent of the products of probabilities: 1 is plain mutual information, less spreads the clusters.");

    static final Option<PairWeight> WEIGHT = Option.choice(
            "weight",
            PairWeight.HEADS,
            "The weight of a pair: the mean over the heads (released code), of each head alone, or off.");

    static final Option<Double> MOMENTUM =
            Option.number("momentum", 0.9, 0, 0.999999, "The part of the class probabilities that a batch keeps.");

    static final Option<Boolean> CLIP = Option.bool(
            "clip", false, "Whether mutual information below 0 counts as 0 (an option of the released code).");

    @Override
    public List<Option<?>> options() {
        return List.of(COUNT, DRAWN, BETA, WEIGHT, MOMENTUM, CLIP);
    }

    @Override
    public Set<TargetKind> provides(Settings settings) {
        return Set.of(
                TargetKind.TEACHER_LABELS,
                TargetKind.PAIR_WEIGHTS,
                TargetKind.CLASS_LOG_PROBABILITIES,
                TargetKind.PAIR_EXPONENT,
                TargetKind.BEST_HEAD);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.STUDENT_LOG_PROBABILITIES, Signal.TEACHER_LOG_PROBABILITIES);
    }

    @Override
    public Set<Signal> readsOfAll(Settings settings) {
        return Set.of(Signal.FEATURES);
    }

    @Override
    public int companions(Settings settings) {
        return settings.get(DRAWN);
    }

    @Override
    public TargetSession open(TargetRequest request) {
        return new NeighborSession(request);
    }
}
