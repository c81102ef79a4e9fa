package org.clade.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.random.RandomStream;

/** The images of a run: 8 bits a value, in main memory, in the order of the data set. */
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
     * @param manager holds them, in main memory
     * @param progress told how many were read
     * @return the images
     */
    static ImageStore read(
            Dataset dataset,
            ImageShape shape,
            int size,
            int limit,
            RandomStream random,
            NDManager manager,
            IntConsumer progress) {
        int count = dataset.info().images();
        ByteBuffer bytes = dataset.read(size, size, progress);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        NDArray all = manager.create(
                bytes, new Shape(count, shape.channels(), shape.height(), shape.width()), DataType.UINT8);
        int[] items = limit == 0 || limit >= count
                ? RandomStreams.range(count)
                : Arrays.stream(random.permutation(count)).limit(limit).sorted().toArray();
        Optional<int[]> labels = dataset.labels()
                .map(classes -> Arrays.stream(items).map(i -> classes[i]).toArray());
        long fingerprint = checksum.getValue();
        if (items.length == count) {
            return new ImageStore(all, items, labels, fingerprint);
        }
        try (NDArray whole = all) {
            return new ImageStore(Rows.pick(whole, items, manager), items, labels, fingerprint);
        }
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
