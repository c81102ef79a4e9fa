package org.clade.target.mixture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Signal;
import org.clade.api.target.ProvidesTargets;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The targets of MMDC: points sampled once from a Gaussian mixture on the sphere, assigned to images again in every batch.
 *
 * <p>Formulas. A target is t = p(m_c + s·n), where p divides by the length, m_c is the mean of a component c drawn
 * uniformly, n is standard normal and s is {@code sigma} (Eq. 2; the paper calls it a variance, the released code
 * passes
 * it as the standard deviation; at 0 they are the same). Means are the first K axes ({@code means=onehot}) or p(u), u
 * uniform in ±0.1 ({@code means=uniform}). Within each batch the targets are permuted so that the sum over images of
 * ‖f_i - t_i‖ is least ({@code cost=squared}: of ‖f_i - t_i‖²), f_i the label features of the clean images (Eq. 1), and
 * written back to the table of all images. The number of targets of a component therefore never changes.
 *
 * <p>From epoch {@code refine} on (Sec. III-E) components come from k-means over the label features of all images at
 * the start of the epoch (K-means++, 10 starts, 300 iterations), named so that as many images as possible keep their
 * component; an image's target is then the mean of its component, and batches do no assignment.
 *
 * <p>With {@code components=images} every image has its own target, distributed evenly over the sphere: NAT (Bojanowski and
 * Joulin, Unsupervised Learning by Predicting Noise, ICML 2017).
 *
 * <p>Shapes: vectors and targets are M×D with rows of length 1. Source: Shiran and Weinshall, Multi-Modal Deep
 * Clustering, ICPR 2020. Use with a head on the sphere and the task alignment, in small batches.
 */
@Component
@ProvidesTargets(
        id = "mixture",
        summary = "Points from a mixture on the sphere, assigned to images in every batch (MMDC Eqs. 1 and 2; NAT).")
public final class MixtureTargets implements PseudoTargetStrategy {

    enum MeansRule {
        ONEHOT,
        UNIFORM
    }

    enum CountsRule {
        RANDOM,
        EQUAL
    }

    enum CostRule {
        EUCLIDEAN,
        SQUARED
    }

    enum ComponentsRule {
        K,
        IMAGES
    }

    static final Option<MeansRule> MEANS = Option.choice(
            "means",
            MeansRule.ONEHOT,
            "The components' means: the first K axes, or drawn from a cube and projected to the sphere.");

    static final Option<OptionalInt> DIMENSIONS = Option.integerOr(
            "dimensions",
            "k",
            2,
            65_536,
            "Dimensions of the sphere's space, as in the head; k for the number of clusters.");

    static final Option<Double> SIGMA = Option.number(
            "sigma", 0, 0, 100, "Standard deviation around the mean before the projection to the sphere.");

    static final Option<CountsRule> COUNTS = Option.choice(
            "counts",
            CountsRule.RANDOM,
            "How many targets a component has: as drawn (paper and code), or equally many.");

    static final Option<CostRule> COST = Option.choice(
            "cost",
            CostRule.EUCLIDEAN,
            "What the assignment minimizes: distances (paper and code), or squared distances.");

    static final Option<ComponentsRule> COMPONENTS = Option.choice(
            "components",
            ComponentsRule.K,
            "As many components as clusters, or a separate target for every image (NAT).");

    static final Option<OptionalInt> REFINE = Option.integerOr(
            "refine",
            "off",
            0,
            1_000_000,
            "The first epoch, counted from 0, with components from k-means over all images.");

    private final AssignmentSolver solver;

    /**
     * The strategy.
     *
     * @param solver solves assignments exactly
     */
    @Activate
    public MixtureTargets(@Reference AssignmentSolver solver) {
        this.solver = solver;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(MEANS, DIMENSIONS, SIGMA, COUNTS, COST, COMPONENTS, REFINE);
    }

    @Override
    public Set<TargetKind> provides(Settings settings) {
        return Set.of(TargetKind.ASSIGNED_VECTORS);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.UNIT_VECTORS);
    }

    @Override
    public TargetSession open(TargetRequest request) {
        Settings settings = request.settings();
        int dimensions = settings.get(DIMENSIONS).orElse(request.clusters());
        int refine = settings.get(REFINE).orElse(Integer.MAX_VALUE);
        RandomStream random = request.random();
        Optional<Mixture> mixture = Optional.empty();
        TargetTable table;
        if (settings.get(COMPONENTS) == ComponentsRule.IMAGES) {
            if (refine != Integer.MAX_VALUE) {
                throw new RefusedException(
                        "mixture(components=images) has no components to refine, but refine=%s;".formatted(refine)
                                + " write refine=off or components=k.");
            }
            int[] components = new int[request.images()];
            Arrays.setAll(components, i -> i);
            table = TargetTable.ofPoints(
                    Sphere.uniform(request.images(), dimensions, random.derive("noise")), dimensions, components);
        } else {
            mixture = Optional.of(mixture(settings, request.clusters(), dimensions, random.derive("means")));
            table = table(mixture.get(), settings, request.images(), random);
        }
        boolean squared = settings.get(COST) == CostRule.SQUARED;
        return new MixtureSession(table, mixture, solver, squared, refine);
    }

    private static Mixture mixture(Settings settings, int clusters, int dimensions, RandomStream random) {
        double sigma = settings.get(SIGMA);
        if (settings.get(MEANS) == MeansRule.UNIFORM) {
            return Mixture.random(clusters, dimensions, sigma, random);
        }
        if (dimensions < clusters) {
            throw new RefusedException(
                    "mixture(means=onehot) needs a dimension for each of %s clusters, but dimensions=%s; write dimensions=k or means=uniform."
                            .formatted(clusters, dimensions));
        }
        return Mixture.oneHot(clusters, dimensions, sigma);
    }

    private static TargetTable table(Mixture mixture, Settings settings, int images, RandomStream random) {
        RandomStream draws = random.derive("components");
        int[] components = settings.get(COUNTS) == CountsRule.EQUAL
                ? mixture.equalComponents(images, draws)
                : mixture.components(images, draws);
        if (mixture.sigma() == 0) {
            return TargetTable.ofMeans(mixture, components);
        }
        float[] normal = random.derive("noise").gaussian(images * mixture.dimensions());
        return TargetTable.ofPoints(mixture.points(components, normal), mixture.dimensions(), components);
    }
}
