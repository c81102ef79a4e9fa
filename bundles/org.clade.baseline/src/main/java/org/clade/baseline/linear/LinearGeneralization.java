package org.clade.baseline.linear;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import com.github.lbfgs4j.LbfgsMinimizer;
import com.github.lbfgs4j.liblbfgs.Lbfgs;
import com.github.lbfgs4j.liblbfgs.LbfgsConstant.LBFGS_Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.clade.api.engine.TensorEngine;
import org.clade.api.metric.FeatureMetric;
import org.clade.api.metric.ProvidesMetric;
import org.clade.api.part.NumberParser;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How well a linear classifier predicts the clusters of images that it was not fitted to: the accuracy of a logistic regression,
 * cross-validated. TURTLE chooses its settings by it, without labels.
 *
 * <p>The images are dealt into folds, each cluster evenly. For each fold, a multinomial logistic regression is fitted to all others
 * (L-BFGS, until ten iterations lower the loss by less than a ten-thousandth; it begins at the last fold's weights, and the minimum is the same from everywhere) and predicts the clusters of the fold. The
 * score is the share of images that are predicted right, 0 to 1; with several feature spaces, the mean over them.
 *
 * <p>Fewer or less equal clusters are easier to predict, so compare clusterings that found the same number. One cluster alone scores 0.
 *
 * <p>Source: Gadetsky, Jiang and Brbić, Let Go of Your Labels with Unsupervised Transfer, ICML 2024, and the released code (10 folds, C = 1,
 * 1000 iterations).
 */
@Component
@ProvidesMetric(
        id = "generalization",
        summary = "Cross-validated accuracy of a logistic regression from features to clusters (TURTLE)")
public final class LinearGeneralization implements FeatureMetric {

    static final Option<Integer> FOLDS =
            Option.integer("folds", 10, 2, 1000, "Parts of the images, each predicted once.");
    static final Option<Double> STRENGTH =
            Option.number("c", 1, 1e-6, 1e6, "C of the logistic regression; smaller values regularize more.");
    static final Option<Integer> ITERATIONS =
            Option.integer("iterations", 1000, 1, 100_000, "The largest number of iterations of a fit.");
    static final Option<List<Integer>> SPACES = Option.form(
            "spaces",
            LinearGeneralization::parseWidths,
            "all",
            "all for one space, or the widths of several joined by +, as in 384+512",
            "Widths of the feature spaces that lie side by side in the features; the score is the mean over them.");

    private static final double PRECISION = 1e-5;
    private static final int PATIENCE = 10;
    private static final double IMPROVEMENT = 1e-4;

    private final TensorEngine engine;

    /** Made by Declarative Services. */
    @Activate
    public LinearGeneralization(@Reference TensorEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(FOLDS, STRENGTH, ITERATIONS, SPACES);
    }

    @Override
    public double score(double[][] features, int[] clusters, Settings settings, RandomStream random) {
        if (features.length != clusters.length || clusters.length == 0) {
            throw new IllegalArgumentException(
                    "%s vectors and %s clusters".formatted(features.length, clusters.length));
        }
        int[] found = IntStream.of(clusters).distinct().sorted().toArray();
        if (found.length < 2) {
            return 0;
        }
        int[] classes = IntStream.of(clusters)
                .map(cluster -> Arrays.binarySearch(found, cluster))
                .toArray();
        int[] folds = folds(classes, found.length, settings.get(FOLDS), random);
        double sum = 0;
        int first = 0;
        List<Integer> widths = widths(settings.get(SPACES), features[0].length);
        for (int width : widths) {
            sum += right(features, first, width, classes, folds, settings) / (double) classes.length;
            first += width;
        }
        return sum / widths.size();
    }

    private static Optional<List<Integer>> parseWidths(String text) {
        List<Integer> widths = new ArrayList<>();
        for (String part : text.equals("all") ? new String[0] : text.split("\\+", -1)) {
            OptionalInt width = NumberParser.whole(part.strip());
            if (width.isEmpty() || width.getAsInt() < 1) {
                return Optional.empty();
            }
            widths.add(width.getAsInt());
        }
        return Optional.of(List.copyOf(widths));
    }

    private static List<Integer> widths(List<Integer> spaces, int width) {
        int sum = spaces.stream().mapToInt(Integer::intValue).sum();
        if (!spaces.isEmpty() && sum != width) {
            throw new RefusedException(
                    "The spaces of generalization add up to %s, but the features have %s numbers; give the width of each space, in the order of the files."
                            .formatted(sum, width));
        }
        return spaces.isEmpty() ? List.of(width) : spaces;
    }

    /** {@return the fold of each image: the images of each cluster in random order, dealt one by one} */
    private static int[] folds(int[] classes, int count, int folds, RandomStream random) {
        int[] order = random.derive("folds").permutation(classes.length);
        int[] fold = new int[classes.length];
        int next = 0;
        for (int c = 0; c < count; c++) {
            for (int image : order) {
                if (classes[image] == c) {
                    fold[image] = next++ % folds;
                }
            }
        }
        return fold;
    }

    private long right(double[][] features, int first, int width, int[] classes, int[] folds, Settings settings) {
        int count = IntStream.of(classes).max().orElse(0) + 1;
        long right = 0;
        double[] weights = new double[(width + 1) * count];
        for (int fold : IntStream.of(folds).distinct().sorted().toArray()) {
            int[] learning = IntStream.range(0, folds.length)
                    .filter(i -> folds[i] != fold)
                    .toArray();
            int[] held = IntStream.range(0, folds.length)
                    .filter(i -> folds[i] == fold)
                    .toArray();
            double[] start = weights;
            try (NDManager manager = engine.newManager(Device.cpu());
                    NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                weights = engine.autograd().noGrad(() -> {
                    NDArray vectors = rows(manager, features, first, width, learning);
                    NDArray wanted = oneHot(manager, classes, count, learning);
                    return fitted(new LogisticLoss(vectors, wanted, settings.get(STRENGTH)), start, settings);
                });
                double[] last = weights;
                long[] said = engine.autograd().noGrad(() -> LogisticLoss.logits(
                                manager, rows(manager, features, first, width, held), last, count)
                        .argMax(1)
                        .toLongArray());
                right += IntStream.range(0, held.length)
                        .filter(i -> said[i] == classes[held[i]])
                        .count();
            }
        }
        return right;
    }

    static double[] fitted(LogisticLoss loss, double[] start, Settings settings) {
        LBFGS_Param parameters = Lbfgs.defaultParams();
        parameters.epsilon = PRECISION;
        parameters.past = PATIENCE; // iterations over which the loss must fall by this share
        parameters.delta = IMPROVEMENT;
        parameters.max_iterations = settings.get(ITERATIONS);
        return new LbfgsMinimizer(parameters, false).minimize(loss, start.clone());
    }

    private static NDArray rows(NDManager manager, double[][] features, int first, int width, int[] items) {
        double[] values = new double[Math.multiplyExact(items.length, width)];
        for (int i = 0; i < items.length; i++) {
            System.arraycopy(features[items[i]], first, values, i * width, width);
        }
        return manager.create(values, new Shape(items.length, width));
    }

    private static NDArray oneHot(NDManager manager, int[] classes, int count, int[] items) {
        double[] values = new double[items.length * count];
        for (int i = 0; i < items.length; i++) {
            values[i * count + classes[items[i]]] = 1;
        }
        return manager.create(values, new Shape(items.length, count));
    }
}
