package org.clade.run.images;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ImageSubset;
import org.clade.run.result.PixelVectors;
import org.clade.run.support.ArrayRows;
import org.clade.run.support.CancellationToken;

/**
 * The images of a run: 8 bits a value, in main memory or mapped into it, in the order of the data set. They may be read while
 * others work on those that are there already.
 */
public final class ImageStore implements AutoCloseable {

    /** Images that are made into vectors at once. */
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
     * Opens images, of which none is read yet.
     *
     * @param dataset where from
     * @param shape the shape they are read in
     * @param limit how many are wanted, drawn at random; 0 for all
     * @param seed decides which
     * @param place keeps them
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
        int count = dataset.info().images();
        int[] items = ImageSubset.of(count, limit, seed);
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
     * Reads all images.
     *
     * @param size pixels they are resized to, both ways; 0 for their own size
     * @param progress told how many were read
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
     * Begins to read all images on a thread of its own.
     *
     * @param size pixels they are resized to, both ways; 0 for their own size
     * @param whole given the checksum of all pixels at the end, by that thread
     * @return this
     */
    public ImageStore readBeside(int size, LongConsumer whole) {
        reading.beside(() -> {
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

    /** Hands those of some images on that are wanted. */
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

    /** How many of some ascending numbers are below a number. */
    private static int position(int[] ascending, int number) {
        int found = Arrays.binarySearch(ascending, number);
        return found >= 0 ? found : -found - 1;
    }

    /** {@return the shape of each image} */
    public ImageShape shape() {
        return shape;
    }

    /** {@return how many images there are} */
    public int size() {
        return items.length;
    }

    /** {@return a checksum of all pixels of the data set, CRC-32C; waits until all are read} */
    public long fingerprint() {
        reading.await();
        return fingerprint;
    }

    /** {@return the class of each image, where there are labels} */
    public Optional<int[]> labels() {
        return labels;
    }

    /** {@return an image's index in the data set} */
    public int item(int index) {
        return items[index];
    }

    /**
     * Gathers a batch; waits for images that are not read yet.
     *
     * @param indices which images
     * @param from the first of them, position in {@code indices}
     * @param to behind the last of them
     * @param scope holds the batch; its device receives it
     * @return N×C×H×W, 8-bit
     */
    public NDArray gather(int[] indices, int from, int to, NDManager scope) {
        int[] some = Arrays.copyOfRange(indices, from, to);
        reading.await(Arrays.stream(some).max().orElse(-1) + 1);
        return ArrayRows.pick(filling.images(), some, scope);
    }

    /**
     * Some images as vectors for k-means.
     *
     * @param some which
     * @param host a scope in main memory
     * @return a vector for each
     */
    public double[][] vectors(int[] some, NDManager host) {
        double[][] rows = new double[some.length][];
        for (int from = 0; from < some.length; from += VECTORS) {
            int end = Math.min(some.length, from + VECTORS);
            try (NDManager scope = host.newSubManager()) {
                double[][] part = PixelVectors.of(gather(some, from, end, scope).toByteArray(), shape);
                System.arraycopy(part, 0, rows, from, part.length);
            }
        }
        return rows;
    }

    /** {@return whether all are read} */
    public boolean whole() {
        return reading.whole();
    }

    /** {@return the thread that reads, where somebody waits for it, otherwise the given one} */
    public Thread busy(Thread other) {
        return reading.busy(other);
    }

    /** Ends the reading, where it is not over, and frees the images. */
    @Override
    public void close() {
        reading.cancel();
        filling.close();
    }
}
