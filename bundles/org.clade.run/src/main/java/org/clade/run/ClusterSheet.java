package org.clade.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The images that clusters are surest of, as a picture: a row for each cluster that has images, the surest on the left. Where
 * there are many clusters, the largest of them are shown, in the order of their numbers.
 */
final class ClusterSheet {

    private static final int ROWS = 20;
    private static final int COLUMNS = 12;
    private static final int WHITE = 255;

    private ClusterSheet() {}

    /**
     * Writes a sheet, aside and then renamed.
     *
     * @param images the images
     * @param evaluation their clusters
     * @param host a scope in main memory
     * @param file the file, in a folder that is there
     */
    static void write(ImageStore images, Evaluation evaluation, NDManager host, Path file) {
        List<int[]> rows = rows(evaluation);
        int[] chosen = rows.stream().flatMapToInt(Arrays::stream).toArray();
        try (NDManager scope = host.newSubManager()) {
            NDArray shown = images.gather(chosen, 0, chosen.length, scope).toType(DataType.FLOAT32, false);
            Shape shape = shown.getShape().slice(1);
            NDArray white = scope.full(new Shape(1).addAll(shape), (float) WHITE);
            NDArray tiles = Rows.pick(NDArrays.concat(new NDList(shown, white)), places(rows), scope)
                    .div(WHITE)
                    .reshape(new Shape(rows.size(), COLUMNS, 1).addAll(shape));
            ImageSheet.write(tiles, file);
        }
    }

    /** {@return the images of each row, the surest first} */
    private static List<int[]> rows(Evaluation evaluation) {
        int[] clusters = evaluation.clusters();
        float[] confidence = evaluation.confidence();
        long[] sizes = new long[evaluation.k()];
        Arrays.stream(clusters).forEach(cluster -> sizes[cluster]++);
        return IntStream.range(0, sizes.length)
                .filter(cluster -> sizes[cluster] > 0)
                .boxed()
                .sorted(Comparator.comparingLong(cluster -> -sizes[cluster]))
                .limit(ROWS)
                .sorted()
                .map(cluster -> IntStream.range(0, clusters.length)
                        .filter(image -> clusters[image] == cluster)
                        .boxed()
                        .sorted(Comparator.comparingDouble(image -> -confidence[image]))
                        .limit(COLUMNS)
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toList();
    }

    /** {@return where each tile is among the images shown, one behind the last for none} */
    private static int[] places(List<int[]> rows) {
        int shown = rows.stream().mapToInt(row -> row.length).sum();
        int[] places = new int[rows.size() * COLUMNS];
        Arrays.fill(places, shown);
        int next = 0;
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).length; column++) {
                places[row * COLUMNS + column] = next++;
            }
        }
        return places;
    }
}
