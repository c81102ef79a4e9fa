package org.clade.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
import org.clade.api.evaluation.EvaluatedRun;

/**
 * Where the attention module before the head looks (GATCluster, Figure 4): pairs of an image and the image under its weights.
 *
 * @param images the images
 * @param weights the weights of all of them, row by row
 * @param picture the pairs, eight images wide
 */
public record AttentionSheet(int[] images, float[] weights, BufferedImage picture) {

    private static final int IMAGES = 24;
    private static final int COLUMNS = 8;

    /**
     * Draws a sheet.
     *
     * @param run the images and the network
     * @param side pixels of the longer side of each image, at most
     * @return the sheet; empty if the network has no such module
     */
    public static Optional<AttentionSheet> of(EvaluatedRun run, int side) {
        int[] order = run.order();
        int[] images = Arrays.copyOf(order, Math.min(order.length, run.inferenceBatch()));
        int[] shown = Arrays.copyOf(images, Math.min(IMAGES, images.length));
        try (NDManager device = run.device().newSubManager();
                NDManager host = run.host().newSubManager()) {
            return run.attention(images, device).map(weights -> {
                NDArray some = weights.get("0:" + shown.length).toDevice(host.getDevice(), false);
                some.attach(host);
                return of(run, shown, some, side);
            });
        }
    }

    private static AttentionSheet of(EvaluatedRun run, int[] shown, NDArray weights, int side) {
        int[] spread = new int[2 * shown.length];
        for (int i = 0; i < shown.length; i++) {
            spread[2 * i] = shown[i];
            spread[2 * i + 1] = shown[i];
        }
        BufferedImage grid = Thumbnails.grid(run, spread, COLUMNS, side);
        return new AttentionSheet(
                shown, weights.toFloatArray(), Thumbnails.overlay(grid, weights, COLUMNS, Thumbnails.size(run, side)));
    }
}
