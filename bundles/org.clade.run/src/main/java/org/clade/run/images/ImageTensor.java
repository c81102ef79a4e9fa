package org.clade.run.images;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import org.clade.api.data.ImageShape;

/** Images as arrays, in the type that their set has. */
public final class ImageTensor {

    private ImageTensor() {}

    /** {@return the type of the values} */
    static DataType type(ImageShape image) {
        return switch (image.type()) {
            case UINT8 -> DataType.UINT8;
            case FLOAT32 -> DataType.FLOAT32;
        };
    }

    /** {@return the shape of some images} */
    static Shape shape(int count, ImageShape image) {
        return new Shape(count, image.channels(), image.height(), image.width());
    }

    /**
     * Copies images.
     *
     * @param images begins with the bytes of the images
     * @param count how many
     * @param image the shape of each
     * @param scope holds the result; its device receives it
     * @return N×C×H×W, 8-bit, or N×d×1×1, float32, for vectors
     */
    public static NDArray of(ByteBuffer images, int count, ImageShape image, NDManager scope) {
        return scope.create(images.slice(0, count * image.bytes()), shape(count, image), type(image));
    }
}
