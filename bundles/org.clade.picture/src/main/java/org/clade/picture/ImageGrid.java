package org.clade.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import org.clade.base.file.AtomicFile;
import org.clade.base.picture.PictureFile;

/** Images in rows and columns on white, as a PNG file. */
public final class ImageGrid {

    private static final int LEAST_HEIGHT = 48;
    private static final int GAP = 2;
    private static final int WIDE_GAP = 8;
    private static final int RED_GREEN_BLUE = 3;

    private ImageGrid() {}

    /**
     * Writes a sheet, aside and then renamed. Small images are enlarged by a whole number.
     *
     * @param tiles R×B×E×C×H×W, 0 (black) to 1 (white): R rows of B blocks of E images, in main memory; other than one or
     *     three channels are shown as their mean
     * @param file the file, in a folder that is made where it is missing
     */
    public static void write(NDArray tiles, Path file) {
        BufferedImage picture = picture(tiles);
        AtomicFile.makeFolder(file.getParent());
        PictureFile.write(picture, file, "png");
    }

    /**
     * Puts images into rows of one length.
     *
     * @param images N×… those of the first row, then those of the second and so on, 0 (black) to 1 (white)
     * @param lengths how many images each row has
     * @param columns as many as the longest row has, or more
     * @param scope holds the result
     * @return rows×columns×…, white where a row has no more images
     */
    public static NDArray rows(NDArray images, int[] lengths, int columns, NDManager scope) {
        Shape shape = images.getShape().slice(1);
        NDArray white = scope.ones(new Shape(1).addAll(shape));
        long[] places = new long[lengths.length * columns];
        Arrays.fill(places, images.getShape().get(0));
        int next = 0;
        for (int row = 0; row < lengths.length; row++) {
            for (int column = 0; column < lengths[row]; column++) {
                places[row * columns + column] = next++;
            }
        }
        return NDArrays.concat(new NDList(images, white))
                .get(scope, new NDIndex("{}", scope.create(places)))
                .reshape(new Shape(lengths.length, columns).addAll(shape));
    }

    private static BufferedImage picture(NDArray tiles) {
        try (NDManager scope = tiles.getManager().newSubManager()) {
            tiles.tempAttach(scope);
            NDArray levels = levels(tiles);
            Shape shape = levels.getShape();
            long rows = shape.get(0);
            long blocks = shape.get(1);
            long each = shape.get(2);
            long channels = shape.get(3);
            long height = shape.get(4) + GAP;
            long width = shape.get(5) + GAP;
            NDArray spaced = scope.full(new Shape(rows, blocks, each, channels, height, width), 255f);
            spaced.set(new NDIndex("..., :{}, :{}", height - GAP, width - GAP), levels);
            NDArray lines = spaced.transpose(0, 4, 1, 2, 5, 3).reshape(rows * height, blocks, each * width, channels);
            NDArray apart = scope.full(new Shape(rows * height, blocks, each * width + WIDE_GAP - GAP, channels), 255f);
            apart.set(new NDIndex(":, :, :{}, :", each * width), lines);
            BufferedImage picture = new BufferedImage(
                    (int) (blocks * (each * width + WIDE_GAP - GAP)),
                    (int) (rows * height),
                    channels == RED_GREEN_BLUE ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY);
            picture.getRaster()
                    .setDataElements(
                            0,
                            0,
                            picture.getWidth(),
                            picture.getHeight(),
                            apart.toType(DataType.UINT8, false).toByteArray());
            return picture;
        }
    }

    /** {@return the tiles from 0 to 255, enlarged, with one or three channels} */
    private static NDArray levels(NDArray tiles) {
        long channels = tiles.getShape().get(3);
        NDArray shown = channels == 1 || channels == RED_GREEN_BLUE ? tiles : tiles.mean(new int[] {3}, true);
        long zoom = Math.max(1, -Math.floorDiv(-LEAST_HEIGHT, tiles.getShape().get(4)));
        return shown.toType(DataType.FLOAT32, false)
                .mul(255)
                .round()
                .clip(0, 255)
                .repeat(4, zoom)
                .repeat(5, zoom);
    }
}
