package org.clade.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.clade.api.evaluation.Assignments;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.picture.SurestImages;
import org.clade.picture.Thumbnails;

/**
 * The images that each cluster is surest and least sure of: a strip of thumbnails for each, {@code cluster-<n>-surest.jpg} and
 * {@code cluster-<n>-least.jpg}, and {@code members.csv} with their names. Of many clusters the largest are shown, and of each of
 * them fewer images.
 */
public final class ClusterMembers {

    /** Images in a row of a strip. */
    public static final int COLUMNS = 6;

    private static final int CLUSTERS = 60;
    private static final int IMAGES = 720;
    private static final int MOST = 12;
    private static final int SIDE = 64;

    private ClusterMembers() {}

    /**
     * Writes the strips and their list.
     *
     * @param run the images and their clusters
     * @param surest its images
     * @param figures where
     */
    public static void write(EvaluatedRun run, SurestImages surest, FigureFolder figures) {
        Map<Integer, int[]> members = surest.byCluster(CLUSTERS);
        int each = Math.max(COLUMNS, Math.min(MOST, IMAGES / (2 * Math.max(1, members.size()))));
        List<List<Object>> lines = new ArrayList<>();
        members.forEach((cluster, images) -> {
            int first = Math.min(each, images.length);
            int last = Math.max(first, images.length - each);
            strip(run, figures, cluster, "surest", Arrays.copyOf(images, first), lines);
            strip(run, figures, cluster, "least", Arrays.copyOfRange(images, last, images.length), lines);
        });
        figures.numbers(
                "members.csv",
                List.of("cluster", "strip", "image", "confidence", "second_cluster", "label", "width", "height"),
                lines);
    }

    private static void strip(
            EvaluatedRun run, FigureFolder figures, int cluster, String name, int[] shown, List<List<Object>> lines) {
        if (shown.length == 0) {
            return;
        }
        int[] size = Thumbnails.size(run, SIDE);
        figures.picture(
                file(cluster, name),
                Thumbnails.jpeg(Thumbnails.grid(run, shown, Math.min(COLUMNS, shown.length), SIDE)));
        Assignments assignments = run.assignments();
        Arrays.stream(shown)
                .forEach(image -> lines.add(List.of(
                        cluster,
                        name,
                        run.item(image),
                        assignments.confidence()[image],
                        assignments.seconds()[image],
                        ClassTitles.of(run, image),
                        size[0],
                        size[1])));
    }

    /** {@return the name of a strip's file} */
    public static String file(int cluster, String strip) {
        return String.format(Locale.ROOT, "cluster-%03d-%s.jpg", cluster, strip);
    }
}
