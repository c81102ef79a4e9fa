package org.clade.augment.host;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;

/**
 * Changes the images of a batch in Java, one after the other, where the tensors lie. A small image fits into the
 * processor's cache, so this takes one pass through memory where a chain of tensor operators takes one for each.
 */
public final class HostImages {

    /** The most values of an image. Larger ones are left to libtorch, which divides the work among its threads. */
    private static final long MOST_VALUES = 64 * 64;

    /** The work on one image. */
    @FunctionalInterface
    public interface ImageWork {

        /**
         * Computes an image.
         *
         * @param image which
         * @param from C×H×W, in rows
         * @param to the new image, to be filled; holds another image's values before
         */
        void change(int image, float[] from, float[] to);
    }

    private HostImages() {}

    /** {@return whether images N×C×H×W lie in main memory and are small} */
    public static boolean small(NDArray images) {
        return images.getDataType() == DataType.FLOAT32
                && images.getDevice().equals(Device.cpu())
                && values(images.getShape()) <= MOST_VALUES;
    }

    /**
     * Computes a new batch.
     *
     * @param images N×C×H×W, float32, in main memory; left unchanged
     * @param height rows of the result
     * @param width columns of the result
     * @param work the work on each image
     * @return N×C×height×width, attached to the same manager
     */
    public static NDArray map(NDArray images, long height, long width, ImageWork work) {
        Shape shape = images.getShape();
        Shape wanted = new Shape(shape.get(0), shape.get(1), height, width);
        float[] from = new float[Math.toIntExact(values(shape))];
        float[] to = new float[Math.toIntExact(values(wanted))];
        NDManager owner = images.getManager();
        NDArray result = owner.create(wanted, DataType.FLOAT32);
        try (NDManager scope = owner.newSubManager()) {
            FloatBuffer source = floats(images.get(scope, new NDIndex(":")));
            FloatBuffer target = floats(result);
            for (int image = 0; image < shape.get(0); image++) {
                source.get(image * from.length, from);
                work.change(image, from, to);
                target.put(image * to.length, to);
            }
        }
        return result;
    }

    private static long values(Shape shape) {
        return shape.get(1) * shape.get(2) * shape.get(3);
    }

    private static FloatBuffer floats(NDArray array) {
        return array.toByteBuffer(true).asFloatBuffer();
    }
}
