package org.clade.report.figure;

import java.util.ArrayList;
import java.util.List;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.base.picture.PictureFile;
import org.clade.picture.AttentionSheet;
import org.clade.picture.Thumbnails;

/**
 * Where the attention module before the head looks (GATCluster, Figure 4): {@code attention.png} with pairs of an image and the
 * image under its weights, {@code attention.jpg} for the page, and {@code attention.csv} with the weights, row by row.
 */
final class AttentionFigure {

    private static final int SIDE = 96;

    private AttentionFigure() {}

    /** Writes the figure where the network has such a module. */
    static void write(EvaluatedRun run, FigureFolder figures) {
        AttentionSheet.of(run, SIDE).ifPresent(sheet -> write(run, figures, sheet));
    }

    private static void write(EvaluatedRun run, FigureFolder figures, AttentionSheet sheet) {
        figures.picture("attention.jpg", Thumbnails.jpeg(sheet.picture()));
        PictureFile.write(sheet.picture(), figures.path().resolve("attention.png"), "png");
        float[] levels = sheet.weights();
        int[] shown = sheet.images();
        int each = levels.length / shown.length;
        List<List<Object>> lines = new ArrayList<>();
        for (int i = 0; i < shown.length; i++) {
            List<Object> line = new ArrayList<>(List.of(run.item(shown[i])));
            for (int j = 0; j < each; j++) {
                line.add(levels[i * each + j]);
            }
            lines.add(line);
        }
        List<String> columns = new ArrayList<>(List.of("image"));
        for (int j = 0; j < each; j++) {
            columns.add("weight " + j);
        }
        figures.numbers("attention.csv", columns, lines);
    }
}
