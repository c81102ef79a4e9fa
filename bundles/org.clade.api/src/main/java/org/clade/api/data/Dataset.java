package org.clade.api.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.osgi.annotation.versioning.ConsumerType;

/** An image set that can be read. Images are addressed by index, 0 to {@code images - 1}, in a fixed order. */
@ConsumerType
public interface Dataset {

    /** {@return what is known without reading images} */
    DatasetInfo info();

    /** {@return what was left out of the set, and what is doubtful about its images} */
    default List<DatasetNote> notes() {
        return List.of();
    }

    /** {@return the image files that were skipped since they cannot be read, all of them, in the order of the set} */
    default List<SkippedFile> skipped() {
        return List.of();
    }

    /** {@return the class of every image, 0 to {@code classes - 1}; empty where there are no labels} */
    Optional<int[]> labels();

    /**
     * Names an image to a user.
     *
     * @param index which image
     * @return its path, relative to the data folder, or its index
     */
    String item(int index);

    /**
     * Reads all images as 8-bit values into one buffer, which holds 2.1 GB at most.
     *
     * @param height rows wanted; 0 for the images' own size
     * @param width columns wanted; 0 for the images' own size. Images of another size are resized as a whole, bilinear
     *     with an area-aware (anti-aliased) kernel, aspect ratio ignored; a reader may offer other {@link ImageFit}s
     * @param progress told how many images were read so far, now and then
     * @return a direct buffer of N×C×H×W bytes, row-major, position 0; C is {@code info().shape().channels()}
     * @throws org.clade.api.part.RefusedException where a file is truncated, of the wrong form or unreadable, or where
     *     own sizes are asked for and images differ in size
     */
    ByteBuffer read(int height, int width, IntConsumer progress);

    /**
     * Reads all images as 8-bit values, some at a time, so that a set of any size can be read. What is promised of them is
     * promised by {@link #read}.
     *
     * @param height rows wanted; 0 for the images' own size
     * @param width columns wanted; 0 for the images' own size
     * @param receiver takes all images in turn; what it throws ends the reading
     * @throws org.clade.api.part.RefusedException as {@link #read} does
     */
    default void readChunks(int height, int width, ImageConsumer receiver) {
        receiver.accept(0, info().images(), read(height, width, count -> {}));
    }
}
