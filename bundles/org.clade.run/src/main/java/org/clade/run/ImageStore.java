package org.clade.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.random.RandomStream;

/** The images of a run: 8 bits a value, in main memory or mapped into it, in the order of the data set. */
final class ImageStore {

    private final NDArray pixels;
    private final int[] items;
    private final Optional<int[]> labels;
    private final long fingerprint;

    private ImageStore(NDArray pixels, int[] items, Optional<int[]> labels, long fingerprint) {
        this.pixels = pixels;
        this.items = items;
        this.labels = labels;
        this.fingerprint = fingerprint;
    }

    /**
     * Reads the images.
     *
     * @param dataset where from
     * @param shape the shape they are read in
     * @param size pixels they are resized to, both ways; 0 for their own size
     * @param limit how many are wanted, drawn at random; 0 for all
     * @param random draws them
     * @param place keeps them
     * @param progress told how many were read
     * @return the images
     */
    static ImageStore read(
            Dataset dataset,
            ImageShape shape,
            int size,
            int limit,
            RandomStream random,
            ImagePlace place,
            IntConsumer progress) {
        int count = dataset.info().images();
        int[] items = limit == 0 || limit >= count
                ? RandomStreams.range(count)
                : Arrays.stream(random.permutation(count)).limit(limit).sorted().toArray();
        Optional<int[]> labels = dataset.labels()
                .map(classes -> Arrays.stream(items).map(i -> classes[i]).toArray());
        CRC32C checksum = new CRC32C();
        try (ImagePlace.Filling filling = place.open(dataset.info().name(), items.length, shape)) {
            dataset.readInTurn(size, size, (first, read, images) -> {
                checksum.update(images.slice(0, read * shape.bytes()));
                wanted(items, first, read, images, shape.bytes(), filling);
                progress.accept(first + read);
            });
            return new ImageStore(filling.whole(), items, labels, checksum.getValue());
        }
    }

    /** Hands those of some images on that are wanted. */
    private static void wanted(
            int[] items, int first, int read, ByteBuffer images, int bytes, ImagePlace.Filling filling) {
        int from = position(items, first);
        int wanted = position(items, first + read) - from;
        if (wanted == read) {
            filling.put(images, read);
        } else if (wanted > 0) {
            ByteBuffer some = ByteBuffer.allocateDirect(wanted * bytes);
            for (int i = 0; i < wanted; i++) {
                some.put(i * bytes, images, (items[from + i] - first) * bytes, bytes);
            }
            filling.put(some, wanted);
        }
    }

    /** How many of some ascending numbers are below a number. */
    private static int position(int[] ascending, int number) {
        int found = Arrays.binarySearch(ascending, number);
        return found >= 0 ? found : -found - 1;
    }

    /** {@return how many images there are} */
    int size() {
        return items.length;
    }

    /** {@return a checksum of all pixels of the data set, CRC-32C} */
    long fingerprint() {
        return fingerprint;
    }

    /** {@return the class of each image, where there are labels} */
    Optional<int[]> labels() {
        return labels;
    }

    /** {@return an image's index in the data set} */
    int item(int index) {
        return items[index];
    }

    /**
     * Gathers a batch.
     *
     * @param indices which images
     * @param from the first of them, position in {@code indices}
     * @param to behind the last of them
     * @param scope holds the batch; its device receives it
     * @return N×C×H×W, 8-bit
     */
    NDArray gather(int[] indices, int from, int to, NDManager scope) {
        return Rows.pick(pixels, Arrays.copyOfRange(indices, from, to), scope);
    }
}
