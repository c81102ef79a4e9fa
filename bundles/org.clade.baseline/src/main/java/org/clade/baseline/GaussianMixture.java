package org.clade.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.MixtureMultivariateNormalDistribution;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.distribution.fitting.MultivariateNormalMixtureExpectationMaximization;
import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.util.Pair;
import org.clade.api.baseline.Baseline;
import org.clade.api.baseline.ProvidesBaseline;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.kmeans.KMeansGroups;
import org.clade.kmeans.Points;
import org.osgi.service.component.annotations.Component;

/**
 * A mixture of normal distributions with full covariances, fitted by expectation maximization, on the first principal components. It
 * begins with the clusters of k-means; a vector belongs to the distribution that most likely drew it.
 *
 * <p>Covariances of few vectors in many dimensions are singular, so {@code dimensions} limits the components that are used, and the
 * first covariances get a thousandth of the data's variance. Where a covariance becomes singular all the same, the last mixture
 * before it decides.
 */
@Component
@ProvidesBaseline(
        id = "gmm",
        summary = "A mixture of Gaussians with full covariances on the first principal components, from k-means")
public final class GaussianMixture implements Baseline {

    static final Option<Integer> DIMENSIONS = Option.integer(
            "dimensions", 16, 1, 64, "How many principal components of the vectors are used; all if there are fewer.");
    static final Option<Integer> ITERATIONS =
            Option.integer("iterations", 100, 1, 10_000, "The largest number of iterations.");
    static final Option<Boolean> COSINE =
            Option.bool("cosine", false, "Whether vectors are made one long first: for features of networks.");

    private static final int RESTARTS = 4;
    private static final int KMEANS_ITERATIONS = 100;
    private static final double THRESHOLD = 1e-4;
    private static final double RIDGE = 1e-3;

    @Override
    public List<Option<?>> options() {
        return List.of(DIMENSIONS, ITERATIONS, COSINE);
    }

    @Override
    public int[] cluster(double[][] rows, int clusters, Settings settings, RandomStream random) {
        ClusterCount.check("gmm", clusters, rows.length);
        double[][] points =
                PrincipalComponents.of(settings.get(COSINE) ? UnitVectors.of(rows) : rows, settings.get(DIMENSIONS));
        int[] groups = new KMeansGroups(clusters, RESTARTS, KMEANS_ITERATIONS, 0).of(Points.of(points), random);
        MixtureMultivariateNormalDistribution first = start(points, groups);
        return clusters == 1 || first.getComponents().size() == 1
                ? groups
                : assigned(points, fitted(points, first, settings.get(ITERATIONS)), groups);
    }

    /** {@return a distribution for each group that has points} */
    private static MixtureMultivariateNormalDistribution start(double[][] points, int[] groups) {
        int count = Arrays.stream(groups).max().orElse(0) + 1;
        List<Pair<Double, MultivariateNormalDistribution>> components = new ArrayList<>();
        for (int group = 0; group < count; group++) {
            int wanted = group;
            double[][] members = IntStream.range(0, points.length)
                    .filter(i -> groups[i] == wanted)
                    .mapToObj(i -> points[i])
                    .toArray(double[][]::new);
            if (members.length > 0) {
                components.add(Pair.create(members.length / (double) points.length, normal(members)));
            }
        }
        return new MixtureMultivariateNormalDistribution(components);
    }

    private static MultivariateNormalDistribution normal(double[][] members) {
        int size = members[0].length;
        double[] mean = new double[size];
        for (double[] member : members) {
            for (int j = 0; j < size; j++) {
                mean[j] += member[j] / members.length;
            }
        }
        double[][] covariance = new double[size][size];
        for (double[] member : members) {
            for (int j = 0; j < size; j++) {
                for (int l = 0; l < size; l++) {
                    covariance[j][l] += (member[j] - mean[j]) * (member[l] - mean[l]) / members.length;
                }
            }
        }
        for (int j = 0; j < size; j++) {
            covariance[j][j] += RIDGE;
        }
        return new MultivariateNormalDistribution(mean, covariance);
    }

    private static MixtureMultivariateNormalDistribution fitted(
            double[][] points, MixtureMultivariateNormalDistribution first, int iterations) {
        if (points.length < 2 || points[0].length < 2) {
            return first; // Commons Math fits two values or more
        }
        MultivariateNormalMixtureExpectationMaximization fit =
                new MultivariateNormalMixtureExpectationMaximization(points);
        try {
            fit.fit(first, iterations, THRESHOLD);
        } catch (ConvergenceException e) {
            return fit.getFittedModel(); // all iterations are done
        } catch (MathIllegalArgumentException | MathIllegalStateException e) {
            return fit.getFittedModel() == null ? first : fit.getFittedModel(); // a covariance became singular
        }
        return fit.getFittedModel();
    }

    private static int[] assigned(double[][] points, MixtureMultivariateNormalDistribution mixture, int[] groups) {
        List<Pair<Double, MultivariateNormalDistribution>> components = mixture.getComponents();
        return IntStream.range(0, points.length)
                .parallel()
                .map(i -> {
                    int best = groups[i]; // where all densities are too small for a number
                    double most = 0;
                    for (int c = 0; c < components.size(); c++) {
                        double density = components.get(c).getFirst()
                                * components.get(c).getSecond().density(points[i]);
                        if (density > most) {
                            most = density;
                            best = c;
                        }
                    }
                    return best;
                })
                .toArray();
    }
}
