package org.clade.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.clade.api.evaluation.EvaluatedRun;

/**
 * The images that clusters are surest of, as a picture: a row for each cluster that has images, the surest on the left. Where
 * there are many clusters, the largest of them are shown, in the order of their numbers.
 */
public final class ClusterGallery {

    private static final int ROWS = 20;
    private static final int COLUMNS = 12;
    private static final int WHITE = 255;

    private ClusterGallery() {}

    /**
     * Writes a sheet, aside and then renamed.
     *
     * @param run the images and their clusters
     * @param surest its images
     * @param file the file, in a folder that is there
     */
    public static void write(EvaluatedRun run, SurestImages surest, Path file) {
        List<int[]> rows = rows(surest);
        int[] chosen = rows.stream().flatMapToInt(Arrays::stream).toArray();
        try (NDManager scope = run.host().newSubManager()) {
            NDArray shown = run.pictures(chosen, scope).toType(DataType.FLOAT32, false);
            NDArray tiles = shown.div(WHITE).expandDims(1);
            int[] lengths = rows.stream().mapToInt(row -> row.length).toArray();
            ImageGrid.write(ImageGrid.rows(tiles, lengths, COLUMNS, scope), file);
        }
    }

    /**
     * Draws small thumbnails of the same images.
     *
     * @param run the images and their clusters
     * @param side pixels of the longer side of each, at most
     * @return a row for each cluster, white where it has no more images
     */
    public static BufferedImage thumbnails(EvaluatedRun run, int side) {
        return Thumbnails.rows(run, rows(new SurestImages(run.assignments())), COLUMNS, side);
    }

    /** {@return the images of each row, the surest first} */
    private static List<int[]> rows(SurestImages surest) {
        return surest.byCluster(ROWS).values().stream()
                .map(images -> Arrays.copyOf(images, Math.min(COLUMNS, images.length)))
                .toList();
    }
}
