package org.clade.picture;

import ai.djl.ndarray.NDManager;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.clade.api.data.ImageShape;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.base.picture.PictureFile;

/**
 * Images next to each other on white, in groups of equal size.
 *
 * @param shape the shape of the images; with other than three channels their first is shown
 * @param group how many images belong together
 * @param columns how many groups a row has
 */
public record ImageSheet(ImageShape shape, int group, int columns) {

    private static final int LEAST_SIDE = 64;
    private static final int GAP = 2;
    private static final int WIDE_GAP = 10;
    private static final int COLORS = 3;

    /** {@return the pictures of some images of a run, N×C×H×W} */
    public static byte[] pixels(EvaluatedRun run, List<Integer> images) {
        try (NDManager scope = run.host().newSubManager()) {
            return run.pictures(images.stream().mapToInt(Integer::intValue).toArray(), scope)
                    .toByteArray();
        }
    }

    /**
     * Draws images.
     *
     * @param pixels N×C×H×W
     * @return the picture
     */
    public BufferedImage draw(byte[] pixels) {
        int images = pixels.length / shape.bytes();
        int zoom = Math.max(1, -Math.floorDiv(-LEAST_SIDE, Math.min(shape.height(), shape.width())));
        int width = shape.width() * zoom + GAP;
        int height = shape.height() * zoom + GAP;
        int groups = Math.max(1, -Math.floorDiv(-images, group));
        int groupWidth = group * width + WIDE_GAP;
        int lines = -Math.floorDiv(-groups, columns);
        BufferedImage sheet = new BufferedImage(
                Math.min(columns, groups) * groupWidth, lines * (height + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int image = 0; image < images; image++) {
            int place = image / group;
            int left = place % columns * groupWidth + image % group * width;
            int top = place / columns * (height + GAP);
            graphics.drawImage(image(pixels, image), left, top, width - GAP, height - GAP, null);
        }
        graphics.dispose();
        return sheet;
    }

    private BufferedImage image(byte[] pixels, int image) {
        BufferedImage drawn = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
        int plane = shape.height() * shape.width();
        for (int at = 0; at < plane; at++) {
            int first = image * shape.bytes() + at;
            int red = pixels[first] & 0xff;
            int green = shape.channels() == COLORS ? pixels[first + plane] & 0xff : red;
            int blue = shape.channels() == COLORS ? pixels[first + 2 * plane] & 0xff : red;
            drawn.setRGB(at % shape.width(), at / shape.width(), red << 16 | green << 8 | blue);
        }
        return drawn;
    }

    /**
     * Writes a picture of images, aside and then renamed.
     *
     * @param pixels N×C×H×W
     * @param file the file, in a folder that is there
     * @param format {@code png} or {@code jpeg}
     */
    public void write(byte[] pixels, Path file, String format) {
        PictureFile.write(draw(pixels), file, format);
    }
}
