package org.clade.report.figure;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.report.picture.Thumbnails;

/**
 * Where the attention module before the head looks (GATCluster, Figure 4): {@code attention.jpg} with pairs of an image and the
 * image under its weights, and {@code attention.csv} with the weights, row by row.
 */
final class AttentionFigure {

    private static final int IMAGES = 24;
    private static final int COLUMNS = 8;
    private static final int SIDE = 96;

    private AttentionFigure() {}

    /** Writes the figure where the network has such a module. */
    static void write(EvaluatedRun run, FigureFolder figures) {
        int[] order = run.order();
        int[] images = Arrays.copyOf(order, Math.min(order.length, run.inferenceBatch()));
        int[] shown = Arrays.copyOf(images, Math.min(IMAGES, images.length));
        try (NDManager device = run.device().newSubManager();
                NDManager host = run.host().newSubManager()) {
            Optional<NDArray> weights = run.attention(images, device);
            if (weights.isEmpty()) {
                return;
            }
            NDArray some = weights.get().get("0:" + shown.length).toDevice(host.getDevice(), false);
            some.attach(host);
            write(run, figures, shown, some);
        }
    }

    private static void write(EvaluatedRun run, FigureFolder figures, int[] shown, NDArray weights) {
        int[] spread = new int[2 * shown.length];
        for (int i = 0; i < shown.length; i++) {
            spread[2 * i] = shown[i];
            spread[2 * i + 1] = shown[i];
        }
        BufferedImage grid = Thumbnails.grid(run, spread, COLUMNS, SIDE);
        figures.picture(
                "attention.jpg",
                Thumbnails.jpeg(Thumbnails.overlay(grid, weights, COLUMNS, Thumbnails.size(run, SIDE))));
        float[] levels = weights.toFloatArray();
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
