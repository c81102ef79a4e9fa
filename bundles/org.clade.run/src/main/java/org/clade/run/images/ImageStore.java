package org.clade.run.images;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ImageSubset;
import org.clade.api.data.SelectiveDataset;
import org.clade.run.result.PixelVectors;
import org.clade.run.support.ArrayRows;
import org.clade.run.support.CancellationToken;

/**
 * The images of a run, in the type of their set, in main memory or mapped into it, in the order of the data set. Callers can already use the
 * loaded images while others load.
 */
public final class ImageStore implements AutoCloseable {

    /** Images that are converted to vectors at once. */
    private static final int VECTORS = 100;

    private final Dataset dataset;
    private final ImageShape shape;
    private final int[] items;
    private final Optional<int[]> labels;
    private final ImageLoader reading;
    private final ImageStorage.ImageBuffer filling;
    private long fingerprint;

    private ImageStore(
            Dataset dataset,
            ImageShape shape,
            int[] items,
            Optional<int[]> labels,
            ImageLoader reading,
            ImageStorage.ImageBuffer filling) {
        this.dataset = dataset;
        this.shape = shape;
        this.items = items;
        this.labels = labels;
        this.reading = reading;
        this.filling = filling;
    }

    /**
     * Opens images, without loading any.
     *
     * @param dataset the data set
     * @param shape the shape of the loaded images
     * @param limit the number of images, drawn at random; 0 for all
     * @param seed the seed of the draw
     * @param place stores them
     * @param cancellation asked while a thread waits for images
     * @return the images
     */
    public static ImageStore open(
            Dataset dataset,
            ImageShape shape,
            int limit,
            long seed,
            ImageStorage place,
            CancellationToken cancellation) {
        return open(dataset, shape, ImageSubset.of(dataset.info().images(), limit, seed), place, cancellation);
    }

    private static ImageStore open(
            Dataset dataset, ImageShape shape, int[] items, ImageStorage place, CancellationToken cancellation) {
        Optional<int[]> labels = dataset.labels()
                .map(classes -> Arrays.stream(items).map(i -> classes[i]).toArray());
        return new ImageStore(
                dataset,
                shape,
                items,
                labels,
                new ImageLoader(cancellation),
                place.open(dataset.info().name(), items.length, shape));
    }

    /**
     * Reads some images and no others, so that there is no {@linkplain #fingerprint checksum} of all.
     *
     * @param dataset where from
     * @param shape the shape they are read in
     * @param items which, ascending
     * @param size pixels they are resized to, both ways; 0 for their own size
     * @param place keeps them
     * @return the images
     */
    public static ImageStore of(Dataset dataset, ImageShape shape, int[] items, int size, ImageStorage place) {
        ImageStore store = open(dataset, shape, items, place, () -> {});
        try {
            store.reading.now(() -> {
                SelectiveDataset.readItems(
                        dataset, size, size, items, (first, count, images) -> store.filling.put(images, count));
                store.filling.finish();
            });
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Reads all images.
     *
     * @param size the height and width to resize to, pixels; 0 for the original size
     * @param progress receives the number of loaded images
     * @return this
     */
    public ImageStore read(int size, IntConsumer progress) {
        try {
            reading.now(() -> fill(size, progress));
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Begins to load all images on its own thread.
     *
     * @param size the height and width to resize to, pixels; 0 for the original size
     * @param whole receives the checksum of all pixels at the end, from that thread
     * @return this
     */
    public ImageStore readInBackground(int size, LongConsumer whole) {
        reading.inBackground(() -> {
            fill(size, count -> {});
            whole.accept(fingerprint);
        });
        return this;
    }

    private void fill(int size, IntConsumer progress) {
        CRC32C checksum = new CRC32C();
        dataset.readChunks(size, size, (first, read, images) -> {
            checksum.update(images.slice(0, read * shape.bytes()));
            wanted(first, read, images);
            reading.there(filling.readable(position(items, first + read)));
            progress.accept(first + read);
        });
        filling.finish();
        fingerprint = checksum.getValue();
    }

    /** Passes on those of some images that are selected. */
    private void wanted(int first, int read, ByteBuffer images) {
        int bytes = shape.bytes();
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

    /** Counts the ascending numbers below a number. */
    private static int position(int[] ascending, int number) {
        int found = Arrays.binarySearch(ascending, number);
        return found >= 0 ? found : -found - 1;
    }

    /** {@return the shape of each image} */
    public ImageShape shape() {
        return shape;
    }

    /** {@return the number of images} */
    public int size() {
        return items.length;
    }

    /** {@return a checksum of all pixels of the data set, CRC-32C; waits until all are loaded} */
    public long fingerprint() {
        reading.await();
        return fingerprint;
    }

    /** {@return the class of each image, if there are labels} */
    public Optional<int[]> labels() {
        return labels;
    }

    /** {@return an image's index in the data set} */
    public int item(int index) {
        return items[index];
    }

    /**
     * Gathers a batch; waits for images that are not loaded yet.
     *
     * @param indices the images
     * @param from the position of the first image in {@code indices}
     * @param to the position after the last image
     * @param scope holds the batch; its device receives it
     * @return N×C×H×W, 8-bit, or N×d×1×1, float32, for vectors
     */
    public NDArray gather(int[] indices, int from, int to, NDManager scope) {
        int[] some = Arrays.copyOfRange(indices, from, to);
        reading.await(Arrays.stream(some).max().orElse(-1) + 1);
        return ArrayRows.pick(filling.images(), some, scope);
    }

    /**
     * Converts some images to vectors for k-means; vectors stay as they are.
     *
     * @param some which
     * @param form converts the pixels of images in sequence, each of a given shape
     * @param host a scope in main memory
     * @return one vector per image
     */
    public double[][] vectors(int[] some, BiFunction<byte[], ImageShape, double[][]> form, NDManager host) {
        double[][] rows = new double[some.length][];
        for (int from = 0; from < some.length; from += VECTORS) {
            int end = Math.min(some.length, from + VECTORS);
            try (NDManager scope = host.newSubManager()) {
                NDArray batch = gather(some, from, end, scope);
                double[][] part = shape.isVector()
                        ? PixelVectors.of(batch.toFloatArray(), shape.channels())
                        : form.apply(batch.toByteArray(), shape);
                System.arraycopy(part, 0, rows, from, part.length);
            }
        }
        return rows;
    }

    /** {@return whether all are loaded} */
    public boolean whole() {
        return reading.whole();
    }

    /** {@return the loading thread while a thread waits for it, otherwise the given one} */
    public Thread busy(Thread other) {
        return reading.busy(other);
    }

    /** Stops loading and frees the images. */
    @Override
    public void close() {
        reading.cancel();
        filling.close();
    }
}
