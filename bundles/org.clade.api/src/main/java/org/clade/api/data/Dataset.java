package org.clade.api.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.clade.api.part.RefusedException;
import org.osgi.annotation.versioning.ConsumerType;

/** An image set that can be read. Images are addressed by index, 0 to {@code images - 1}, in a fixed order. */
@ConsumerType
public interface Dataset {

    /** The side of thumbnails that sets of files keep, in pixels. */
    int THUMBNAIL_SIDE = 96;

    /** {@return the facts known without reading images} */
    DatasetInfo info();

    /** {@return notes on what the set leaves out and on doubtful images} */
    default List<DatasetNote> notes() {
        return List.of();
    }

    /** {@return all unreadable image files, which the set skips, in its order} */
    default List<SkippedFile> skipped() {
        return List.of();
    }

    /**
     * What made the vectors of the set. Vectors of the same origin can be used together.
     *
     * @return the network, its weights, the preprocessing and so on, by name; empty if that is not known
     */
    default Map<String, String> origin() {
        return Map.of();
    }

    /**
     * Compares the files of the set with those that its makers published; this reads them all.
     *
     * @return a checksum for each file; empty if no published checksums are known
     */
    default List<FileChecksum> checksums() {
        return List.of();
    }

    /** {@return the class of every image, 0 to {@code classes - 1}; empty if there are no labels} */
    Optional<int[]> labels();

    /**
     * The name of an image, for messages and result files.
     *
     * @param index which image
     * @return its path, relative to the data folder, or its index
     */
    String item(int index);

    /**
     * The file that an image is read from.
     *
     * @param index which image
     * @return the file; empty if a file holds many images, or none does
     */
    default Optional<Path> file(int index) {
        return Optional.empty();
    }

    /**
     * Reads one image for people to look at.
     *
     * @param index which image
     * @param side rows and columns wanted
     * @return C×side×side bytes, row-major; C is {@code info().shape().channels()}, or 3 for vectors. Image files give the largest centered square of
     *     the image, other sets the image as {@link #read} resizes it
     * @throws RefusedException if it cannot be read, or if the set holds vectors and the {@link #file} of the image is not known
     */
    default byte[] thumbnail(int index, int side) {
        byte[] image = new byte[info().shape().resized(side, side).bytes()];
        readChunks(side, side, (first, count, images) -> {
            if (first <= index && index < first + count) {
                images.get((index - first) * image.length, image);
            }
        });
        return image;
    }

    /**
     * Reads some images for people to look at. A set of files reads them in parallel and may keep those of side {@link #THUMBNAIL_SIDE} for
     * the next time.
     *
     * @param items which images
     * @param side rows and columns wanted
     * @return for each of them what {@link #thumbnail} gives; empty where it refuses
     */
    default List<Optional<byte[]>> thumbnails(int[] items, int side) {
        return IntStream.of(items)
                .mapToObj(item -> {
                    try {
                        return Optional.of(thumbnail(item, side));
                    } catch (RefusedException e) {
                        return Optional.<byte[]>empty();
                    }
                })
                .toList();
    }

    /**
     * Reads all images into one buffer, which holds 2.1 GB at most. The values have the type of {@code info().shape()}: 8 bits
     * for pixels, float32 for vectors.
     *
     * @param height rows wanted; 0 for the images' own size
     * @param width columns wanted; 0 for the images' own size. Images of another size are resized as a whole, bilinear
     *     with an area-aware (anti-aliased) kernel, aspect ratio ignored; a reader may offer other {@link ImageFit}s
     * @param progress receives the number of images read so far, from time to time
     * @return a direct buffer of N×C×H×W values, row-major, position 0; C is {@code info().shape().channels()}
     * @throws RefusedException if a file is truncated, malformed or unreadable, or if the caller
     *     asks for the images' own size and they differ in size
     */
    ByteBuffer read(int height, int width, IntConsumer progress);

    /**
     * Reads all images, a few at a time, so that a set of any size fits. The values are those of {@link #read}.
     *
     * @param height rows wanted; 0 for the images' own size
     * @param width columns wanted; 0 for the images' own size
     * @param receiver takes all images in order; an exception from it ends the reading
     * @throws RefusedException as {@link #read} does
     */
    default void readChunks(int height, int width, ImageConsumer receiver) {
        receiver.accept(0, info().images(), read(height, width, count -> {}));
    }

    /**
     * Reads the centers of some images, for a network with pretrained weights.
     *
     * @param crop the center, and the size that the image has before
     * @param scaler resizes images that are already in memory
     * @param items the images wanted, ascending, each once
     * @param receiver takes them in turn, C×crop×crop bytes each; it gets the position in {@code items} of the first of them
     * @throws RefusedException as {@link #read} does
     */
    default void readCenters(ResizedCrop crop, ImageScaler scaler, int[] items, ImageConsumer receiver) {
        ImageShape own = info().shape();
        byte[] image = new byte[own.bytes()];
        ByteBuffer center =
                ByteBuffer.allocateDirect(own.resized(crop.crop(), crop.crop()).bytes());
        SelectiveDataset.readItems(this, 0, 0, items, (first, count, images) -> {
            for (int i = 0; i < count; i++) {
                images.get(i * image.length, image);
                receiver.accept(first + i, 1, center.put(0, scaler.center(image, own, crop)));
            }
        });
    }
}
