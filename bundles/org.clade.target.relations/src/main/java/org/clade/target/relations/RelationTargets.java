package org.clade.target.relations;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
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
 * The two-step pseudo-targets of GATCluster: balanced labels, sharpened labels, and groups found by k-means.
 *
 * <p>Formulas, over the clean label features l of a large batch of M images, with z_h = sum_j l_jh and e the {@code epsilon}
 * (1e-5 in the released code, 0 in the paper):
 *
 * <ul>
 *   <li>balanced (Eq. 4): t_ih = (l_ih / (z_h + e)) / (sum_h' l_ih' / (z_h' + e) + e)
 *   <li>sharpened (Eq. 10): the same with l² in the numerator; z stays the sum of l
 *   <li>groups (Eq. 5): c_i by k-means with K clusters on the sharpened targets ({@code source=sharpened}, released code) or
 * on l ({@code source=labels}, paper), the best of {@code restarts} starts. Guard: if there are fewer than K clusters,
 * or the smallest has fewer than {@code guard} · M / K images, every image is its own group for that large batch
 * (released code; the paper has no guard).
 * </ul>
 *
 * <p>Shapes: balanced, sharpened and labels are M×K with rows of sum 1 (e reduces the sum by about 0.001); groups M whole numbers;
 * totals are z, K numbers. With {@code attended=on} it also has the attended region's labels and totals. Source: Niu et al.,
 * GATCluster, ECCV 2020, Sec. 3.3 and 3.4, Algorithm 1, step 1. Use with tasks that learn from soft labels or from groups;
 * without the guard early training tends to collapse.
 */
@Component
@ProvidesTargets(
        id = "relations",
        summary = "Balanced and sharpened labels, and groups by k-means with a guard (GATCluster Eqs. 4, 5, 10).")
public final class RelationTargets implements PseudoTargetStrategy {

    enum GroupSource {
        SHARPENED,
        LABELS
    }

    static final Option<GroupSource> SOURCE = Option.choice(
            "source",
            GroupSource.SHARPENED,
            "What k-means groups: sharpened labels (released code) or labels (paper).");

    static final Option<OptionalDouble> GUARD = Option.numberOrOff(
            "guard",
            OptionalDouble.of(0.1),
            0,
            1,
            "The smallest size of a group as a share of M/K, below which every image is its own group; the"
                    + " paper has none (off).");

    static final Option<Integer> RESTARTS =
            Option.integer("restarts", 20, 1, 1000, "The number of starts of k-means; the best result counts.");

    static final Option<Double> EPSILON =
            Option.number("epsilon", 1e-5, 0, 1, "Added to the denominators of Eqs. 4 and 10: the paper has 0.");

    static final Option<Boolean> ATTENDED = Option.bool(
            "attended",
            false,
            "Whether to keep the attended region's labels and their totals too, for entropy(attended=batch).");

    @Override
    public List<Option<?>> options() {
        return List.of(SOURCE, GUARD, RESTARTS, EPSILON, ATTENDED);
    }

    @Override
    public Set<TargetKind> provides(Settings settings) {
        Set<TargetKind> kinds = new LinkedHashSet<>(List.of(
                TargetKind.BALANCED,
                TargetKind.SHARPENED,
                TargetKind.CLUSTER_IDS,
                TargetKind.LABELS,
                TargetKind.LABEL_TOTALS));
        if (settings.get(ATTENDED)) {
            kinds.add(TargetKind.ATTENDED_LABELS);
            kinds.add(TargetKind.ATTENDED_LABEL_TOTALS);
        }
        return kinds;
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return settings.get(ATTENDED)
                ? Set.of(Signal.PROBABILITIES, Signal.ATTENDED_PROBABILITIES)
                : Set.of(Signal.PROBABILITIES);
    }

    @Override
    public TargetSession open(TargetRequest request) {
        return new RelationSession(request.clusters(), request.settings());
    }
}
