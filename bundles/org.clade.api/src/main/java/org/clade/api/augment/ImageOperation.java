package org.clade.api.augment;

import ai.djl.ndarray.NDArray;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.annotation.versioning.ConsumerType;

/** One step of an image pipeline, such as a flip, a color jitter or a crop; it works on a batch at a time. */
@ConsumerType
public interface ImageOperation extends Part {

    /**
     * Whether the operation is made for such input. Clade refuses a recipe whose operations are made for other input.
     *
     * @param image the shape that goes in: of an image or of a {@linkplain ImageShape#isVector() vector}
     * @return by default, true for images and false for vectors
     */
    default boolean accepts(ImageShape image) {
        return !image.isVector();
    }

    /**
     * The shape that comes out.
     *
     * @param image the shape that goes in
     * @param settings the operation's options
     * @return the same shape by default
     * @throws org.clade.api.part.RefusedException if the operation cannot take such images
     */
    default ImageShape shape(ImageShape image, Settings settings) {
        return image;
    }

    /**
     * How many images come out for each image that goes in, one after the other.
     *
     * @param settings the operation's options
     * @return 1 by default
     */
    default int copies(Settings settings) {
        return 1;
    }

    /**
     * Whether an image's result depends on the other images of the batch, as when images are mixed.
     *
     * @param settings the operation's options
     * @return false by default
     */
    default boolean mixes(Settings settings) {
        return false;
    }

    /**
     * Applies the operation.
     *
     * @param images N×C×H×W, float32, 0 to 1 (until a {@code normalize} changes that), or vectors N×d×1×1; left unchanged
     * @param settings the operation's options
     * @param random draws for this batch alone, the only source of randomness (the call may come from another thread,
     *     before its step); an image's draw does not depend on the other images
     * @return a new batch, attached to the same manager, or {@code images} itself if the operation changes nothing
     */
    NDArray apply(NDArray images, Settings settings, RandomStream random);
}
