package org.clade.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.clade.api.evaluation.EvaluatedRun;

/** Small pictures of images, many in one. */
public final class Thumbnails {

    private static final int LEVELS = 255;
    private static final float QUALITY = 0.8f;
    private static final int AT_ONCE = 256;
    private static final int COLORS = 3;

    private Thumbnails() {}

    /**
     * How large the thumbnails of a run are.
     *
     * @param run the images
     * @param side pixels of the longer side, at most
     * @return width and height, not larger than the images
     */
    public static int[] size(EvaluatedRun run, int side) {
        int height = run.pictureShape().height();
        int width = run.pictureShape().width();
        int longer = Math.max(height, width);
        return longer <= side
                ? new int[] {width, height}
                : new int[] {
                    Math.max(1, Math.round((float) width * side / longer)),
                    Math.max(1, Math.round((float) height * side / longer))
                };
    }

    /**
     * Puts images next to each other, row by row.
     *
     * @param run the images
     * @param images which
     * @param columns how many in a row
     * @param side pixels of the longer side of each, at most
     * @return a picture of {@code columns} times as many rows as are needed
     */
    public static BufferedImage grid(EvaluatedRun run, int[] images, int columns, int side) {
        int[] places = IntStream.range(0, images.length).toArray();
        return grid(run, images, places, columns, side);
    }

    /**
     * Puts images into rows, white where a row has no more images.
     *
     * @param run the images
     * @param rows the images of each row
     * @param columns as many as the longest row has, or more
     * @param side pixels of the longer side of each, at most
     * @return a picture of {@code columns} times as many rows as there are
     */
    public static BufferedImage rows(EvaluatedRun run, List<int[]> rows, int columns, int side) {
        int[] images = rows.stream().flatMapToInt(Arrays::stream).toArray();
        int[] places = IntStream.range(0, rows.size())
                .flatMap(row -> IntStream.range(0, rows.get(row).length).map(column -> row * columns + column))
                .toArray();
        return grid(run, images, places, columns, side);
    }

    private static BufferedImage grid(EvaluatedRun run, int[] images, int[] places, int columns, int side) {
        int[] size = size(run, side);
        int last = places.length == 0 ? 0 : places[places.length - 1];
        BufferedImage grid = new BufferedImage(
                columns * size[0],
                (last / columns + 1) * size[1],
                type(run.pictureShape().channels()));
        white(grid);
        for (int from = 0; from < images.length; from += AT_ONCE) {
            int[] some = Arrays.copyOfRange(images, from, Math.min(images.length, from + AT_ONCE));
            try (NDManager scope = run.host().newSubManager()) {
                float[] pixels =
                        run.pictures(some, scope).toType(DataType.FLOAT32, true).toFloatArray();
                int bytes = run.pictureShape().bytes();
                for (int i = 0; i < some.length; i++) {
                    int place = places[from + i];
                    draw(
                            grid,
                            place % columns * size[0],
                            place / columns * size[1],
                            size,
                            Arrays.copyOfRange(pixels, i * bytes, (i + 1) * bytes),
                            new int[] {
                                run.pictureShape().channels(),
                                run.pictureShape().height(),
                                run.pictureShape().width()
                            });
                }
            }
            run.checkStop();
        }
        return grid;
    }

    private static void white(BufferedImage grid) {
        int[] levels =
                new int[grid.getWidth() * grid.getHeight() * grid.getRaster().getNumBands()];
        Arrays.fill(levels, LEVELS);
        grid.getRaster().setPixels(0, 0, grid.getWidth(), grid.getHeight(), levels);
    }

    private static int type(int channels) {
        return channels == COLORS ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY;
    }

    /** Draws an image, made smaller by the mean of the pixels that fall into each. */
    private static void draw(BufferedImage onto, int left, int top, int[] size, float[] pixels, int[] shape) {
        int bands = onto.getRaster().getNumBands();
        for (int y = 0; y < size[1]; y++) {
            for (int x = 0; x < size[0]; x++) {
                for (int band = 0; band < bands; band++) {
                    double level = shape[0] == bands
                            ? mean(pixels, band, x, y, size, shape)
                            : meanOfChannels(pixels, x, y, size, shape);
                    onto.getRaster().setSample(left + x, top + y, band, (int) Math.round(level));
                }
            }
        }
    }

    private static double meanOfChannels(float[] pixels, int x, int y, int[] size, int[] shape) {
        double sum = 0;
        for (int channel = 0; channel < shape[0]; channel++) {
            sum += mean(pixels, channel, x, y, size, shape);
        }
        return sum / shape[0];
    }

    private static double mean(float[] pixels, int channel, int x, int y, int[] size, int[] shape) {
        int fromX = x * shape[2] / size[0];
        int toX = Math.max(fromX + 1, (x + 1) * shape[2] / size[0]);
        int fromY = y * shape[1] / size[1];
        int toY = Math.max(fromY + 1, (y + 1) * shape[1] / size[1]);
        double sum = 0;
        for (int row = fromY; row < toY; row++) {
            for (int column = fromX; column < toX; column++) {
                sum += pixels[(channel * shape[1] + row) * shape[2] + column];
            }
        }
        return sum / ((toX - fromX) * (toY - fromY));
    }

    /**
     * Lays weights over images: bright where the weight is great, blue where it is small.
     *
     * @param grid images as {@link #grid} puts them, every second place empty
     * @param weights N×1×H×W, 0 to 1, in main memory; spread over each image by the nearest weight
     * @param columns how many places a row has
     * @param size width and height of each image
     * @return a color picture: each image, and next to it the image under its weights
     */
    public static BufferedImage overlay(BufferedImage grid, NDArray weights, int columns, int[] size) {
        BufferedImage picture = new BufferedImage(grid.getWidth(), grid.getHeight(), BufferedImage.TYPE_INT_RGB);
        long height = weights.getShape().get(2);
        long width = weights.getShape().get(3);
        float[] levels = weights.toFloatArray();
        int images = (int) weights.getShape().get(0);
        for (int image = 0; image < images; image++) {
            int left = 2 * image % columns * size[0];
            int top = 2 * image / columns * size[1];
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[0]; x++) {
                    int rgb = grid.getRGB(left + x, top + y);
                    picture.setRGB(left + x, top + y, rgb);
                    int place = (int) (image * height * width + y * height / size[1] * width + x * width / size[0]);
                    picture.setRGB(left + size[0] + x, top + y, under(rgb, levels[place]));
                }
            }
        }
        return picture;
    }

    private static int under(int rgb, float weight) {
        float kept = 0.25f + 0.75f * Math.max(0, Math.min(1, weight));
        int red = Math.round((rgb >> 16 & LEVELS) * kept);
        int green = Math.round((rgb >> 8 & LEVELS) * kept);
        int blue = Math.round((rgb & LEVELS) * kept + (1 - kept) * 140);
        return red << 16 | green << 8 | Math.min(LEVELS, blue);
    }

    /**
     * Encodes a picture.
     *
     * @param picture without transparency
     * @return a JPEG file
     */
    public static byte[] jpeg(BufferedImage picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
