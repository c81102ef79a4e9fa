package org.clade.run.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import org.apache.commons.math3.stat.StatUtils;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;
import org.clade.run.images.ImageStore;
import org.clade.run.images.ImageTensor;
import org.clade.run.result.PixelVectors;

/**
 * Pictures of vectors: the image files that they were computed from, or, where no file is known, a square with a gray field for each
 * value: medium gray for the vector's mean, black and white for two standard deviations below and above it.
 *
 * @param dataset the vectors
 * @param images those of the run
 * @param host a scope in main memory
 */
record VectorPictures(Dataset dataset, ImageStore images, NDManager host) {

    /** The shape of all pictures. */
    static final ImageShape SHAPE = new ImageShape(3, 64, 64);

    private static final double DEVIATIONS = 2;
    private static final int WHITE = 255;

    /**
     * Draws pictures.
     *
     * @param some which
     * @param scope holds the result; its device receives it
     * @return N×3×64×64, 8-bit
     */
    NDArray of(int[] some, NDManager scope) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(some.length * SHAPE.bytes());
        for (int image : some) {
            pixels.put(thumbnail(image, SHAPE.height()));
        }
        return ImageTensor.of(pixels, some.length, SHAPE, scope);
    }

    /** {@return a picture, 3×side×side bytes} */
    byte[] thumbnail(int image, int side) {
        int item = images.item(image);
        if (dataset.file(item).isPresent()) {
            try {
                return dataset.thumbnail(item, side);
            } catch (RefusedException e) {
                return fields(image, side); // the file is damaged or no image
            }
        }
        return fields(image, side);
    }

    private byte[] fields(int image, int side) {
        double[] values = values(image);
        double mean = StatUtils.mean(values);
        double range = 2 * DEVIATIONS * Math.sqrt(StatUtils.populationVariance(values));
        int across = (int) Math.ceil(Math.sqrt(values.length));
        byte[] plane = new byte[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int field = y * across / side * across + x * across / side;
                double level = field < values.length && range > 0 ? 0.5 + (values[field] - mean) / range : 0.5;
                plane[y * side + x] = (byte) Math.round(WHITE * Math.max(0, Math.min(1, level)));
            }
        }
        byte[] picture = new byte[SHAPE.channels() * plane.length];
        for (int channel = 0; channel < SHAPE.channels(); channel++) {
            System.arraycopy(plane, 0, picture, channel * plane.length, plane.length);
        }
        return picture;
    }

    private double[] values(int image) {
        try (NDManager scope = host.newSubManager()) {
            return PixelVectors.of(
                    images.gather(new int[] {image}, 0, 1, scope).toFloatArray(),
                    images.shape().channels())[0];
        }
    }
}
