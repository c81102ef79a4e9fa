package org.clade.report.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.TransformedImages;
import org.clade.base.csv.CsvFile;
import org.clade.picture.ImageGrid;

/**
 * What the stage attention on the images makes of them, as pictures (ST-DAC, Figures 4 and 5). Written for an epoch, into
 * {@code figures/} of the run's folder:
 *
 * <ul>
 *   <li>{@code transformer-epoch-002-examples.png}: the first images of each class, the original on the left of each pair
 *       and what the layer makes of it on the right; a row for each class
 *   <li>{@code transformer-epoch-002-statistics.png}: mean, standard deviation and variance of all images of each class, on
 *       the left of the originals and on the right of what the layer makes of them; a row for each class. Both deviations
 *       have one scale from black to white, and so have both variances.
 *   <li>{@code transformer-epoch-002-statistics.csv}: mean and variance of each class before and after the layer, averaged over
 *       pixels
 * </ul>
 *
 * <p>Where there are no labels, clusters stand for classes; those without an image have no row. Call {@link #write} after an
 * evaluation where {@link #due} says so, and after the last one. It draws nothing at random and leaves the network as it is.
 */
public final class TransformerFigures {

    private static final int EXAMPLES = 5;

    private final EvaluatedRun run;
    private final Path folder;

    /**
     * The figures of a run.
     *
     * @param run the images and the network
     */
    public TransformerFigures(EvaluatedRun run) {
        this.run = run;
        this.folder = run.folder().resolve("figures");
    }

    /**
     * Whether figures are due.
     *
     * @param epoch epochs done
     * @return true for 0, 1, 2, 5, 10, 20, 50 and so on
     */
    public static boolean due(int epoch) {
        int first = epoch;
        while (first >= 10 && first % 10 == 0) {
            first /= 10;
        }
        return first == 0 || first == 1 || first == 2 || first == 5;
    }

    /**
     * Writes the figures.
     *
     * @param epoch epochs done; becomes part of the files' names
     * @return whether there are figures; false where the network has no stage attention on the images
     */
    public boolean write(int epoch) {
        int[] groups = run.labels().orElseGet(() -> run.assignments().clusters());
        int[] rows = Arrays.stream(groups).distinct().sorted().toArray();
        try (NDManager scope = run.host().newSubManager()) {
            Optional<GroupMoments[]> moments = moments(groups, rows, scope);
            moments.ifPresent(both -> {
                write(epoch, "statistics", statistics(both[0], both[1], scope));
                numbers(epoch, rows, both, scope);
                write(epoch, "examples", examples(groups, rows, both[0], scope));
            });
            return moments.isPresent();
        }
    }

    /** Writes the mean and the variance of each group, averaged over pixels and channels, before and after the layer. */
    private void numbers(int epoch, int[] rows, GroupMoments[] both, NDManager scope) {
        List<List<Object>> lines = new ArrayList<>();
        for (int side = 0; side < both.length; side++) {
            double[] means = averages(both[side].mean(scope));
            double[] variances = averages(both[side].variance(scope));
            for (int row = 0; row < rows.length; row++) {
                lines.add(List.of(rows[row], side == 0 ? "before" : "after", means[row], variances[row]));
            }
        }
        CsvFile.write(
                folder.resolve(String.format(Locale.ROOT, "transformer-epoch-%03d-statistics.csv", epoch)),
                List.of(run.labels().isPresent() ? "class" : "cluster", "side", "mean", "variance"),
                lines);
    }

    private static double[] averages(NDArray images) {
        return images.reshape(images.getShape().get(0), -1).mean(new int[] {1}).toDoubleArray();
    }

    private void write(int epoch, String name, NDArray tiles) {
        ImageGrid.write(
                tiles, folder.resolve(String.format(Locale.ROOT, "transformer-epoch-%03d-%s.png", epoch, name)));
    }

    /** Adds up all images, as they are and as they are transformed. */
    private Optional<GroupMoments[]> moments(int[] groups, int[] rows, NDManager host) {
        int[] order = run.order();
        GroupMoments[] moments = null;
        for (int from = 0; from < order.length; from += run.inferenceBatch()) {
            int[] some = Arrays.copyOfRange(order, from, Math.min(order.length, from + run.inferenceBatch()));
            try (NDManager scope = run.device().newSubManager()) {
                Optional<TransformedImages> pair = run.transformed(some, scope);
                if (pair.isEmpty()) {
                    return Optional.empty();
                }
                if (moments == null) {
                    Shape shape = pair.get().before().getShape().slice(1);
                    moments = new GroupMoments[] {
                        new GroupMoments(rows.length, shape, host), new GroupMoments(rows.length, shape, host)
                    };
                }
                NDArray members = members(groups, rows, some, scope);
                moments[0].add(pair.get().before(), members);
                moments[1].add(pair.get().after(), members);
            }
            run.checkStop();
        }
        return Optional.ofNullable(moments);
    }

    private static NDArray members(int[] groups, int[] rows, int[] indices, NDManager scope) {
        double[] members = new double[rows.length * indices.length];
        for (int i = 0; i < indices.length; i++) {
            members[Arrays.binarySearch(rows, groups[indices[i]]) * indices.length + i] = 1;
        }
        return scope.create(members, new Shape(rows.length, indices.length));
    }

    /** {@return rows×2×3×C×H×W} */
    private static NDArray statistics(GroupMoments before, GroupMoments after, NDManager scope) {
        NDArray means = NDArrays.stack(new NDList(before.mean(scope), after.mean(scope)), 1);
        NDArray variances = NDArrays.stack(new NDList(before.variance(scope), after.variance(scope)), 1);
        NDArray deviations = variances.sqrt();
        return NDArrays.stack(
                new NDList(
                        scaled(means, before.low(), before.high()),
                        scaled(deviations, 0, deviations.max().getDouble()),
                        scaled(variances, 0, variances.max().getDouble())),
                2);
    }

    /** {@return rows×{@value #EXAMPLES}×2×C×H×W, white where a group has fewer images} */
    private NDArray examples(int[] groups, int[] rows, GroupMoments range, NDManager scope) {
        int[] chosen = Arrays.stream(rows)
                .flatMap(row -> IntStream.range(0, groups.length)
                        .filter(i -> groups[i] == row)
                        .limit(EXAMPLES))
                .toArray();
        NDList shown = new NDList();
        for (int from = 0; from < chosen.length; from += run.inferenceBatch()) {
            int[] some = Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + run.inferenceBatch()));
            try (NDManager device = run.device().newSubManager()) {
                TransformedImages pair = run.transformed(some, device).orElseThrow();
                NDArray both = NDArrays.stack(new NDList(pair.before(), pair.after()), 1);
                shown.add(GroupMoments.keep(scaled(both, range.low(), range.high()), scope));
            }
        }
        NDArray images = NDArrays.concat(shown);
        int[] lengths = Arrays.stream(rows)
                .map(row -> (int)
                        Arrays.stream(chosen).filter(i -> groups[i] == row).count())
                .toArray();
        return ImageGrid.rows(images, lengths, EXAMPLES, scope);
    }

    /** {@return low as 0 and high as 1, float32} */
    private static NDArray scaled(NDArray values, double low, double high) {
        float range = high > low ? (float) (high - low) : 1;
        return values.toType(DataType.FLOAT32, false).sub((float) low).div(range);
    }
}
