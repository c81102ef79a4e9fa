package org.clade.api.data;

import java.util.stream.IntStream;
import org.osgi.annotation.versioning.ConsumerType;

/** An image set that can read an image without those before it. */
@ConsumerType
public interface SelectiveDataset extends Dataset {

    /**
     * Reads some images as {@link Dataset#readChunks} reads all of them.
     *
     * @param height rows wanted; 0 for the images' own size
     * @param width columns wanted; 0 for the images' own size
     * @param items the images wanted, ascending, each once
     * @param receiver takes them in turn; it gets the position in {@code items} of the first of them; what it throws ends the
     *     reading
     * @throws org.clade.api.part.RefusedException as {@link Dataset#read} does
     */
    void readItems(int height, int width, int[] items, ImageConsumer receiver);

    /** {@inheritDoc} By default it is {@link #readItems} with all images. */
    @Override
    default void readChunks(int height, int width, ImageConsumer receiver) {
        readItems(height, width, IntStream.range(0, info().images()).toArray(), receiver);
    }

    /**
     * Reads some images of any set. A set that is not selective is read as a whole.
     *
     * @param set the set
     * @param height rows wanted; 0 for the images' own size
     * @param width columns wanted; 0 for the images' own size
     * @param items the images wanted, ascending, each once
     * @param receiver takes them in turn, as in {@link #readItems}
     * @throws org.clade.api.part.RefusedException as {@link Dataset#read} does
     */
    static void readItems(Dataset set, int height, int width, int[] items, ImageConsumer receiver) {
        if (items.length == 0) {
            return;
        }
        if (set instanceof SelectiveDataset selective) {
            selective.readItems(height, width, items, receiver);
        } else {
            int bytes = set.info().shape().resized(height, width).bytes();
            set.readChunks(height, width, new WantedImages(items, bytes, receiver));
        }
    }
}
