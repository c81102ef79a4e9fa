package org.clade.data;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageConsumer;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.SelectiveDataset;
import org.clade.data.image.PixelBuffer;

/** An image set that has or makes each image by its index, all of one size. */
final class IndexedImages implements SelectiveDataset {
    private static final int CHUNK = 512;
    private static final int CHUNK_BYTES = 1 << 26;

    private final DatasetInfo info;
    private final Supplier<int[]> labels;
    private final IntFunction<byte[]> images;
    private final ImageScaler scaler;

    /**
     * A set.
     *
     * @param info its description
     * @param labels the classes, made for each call
     * @param images an image by its index, C×H×W bytes; several threads call it
     * @param scaler resizes images
     */
    IndexedImages(DatasetInfo info, Supplier<int[]> labels, IntFunction<byte[]> images, ImageScaler scaler) {
        this.info = info;
        this.labels = labels;
        this.images = images;
        this.scaler = scaler;
    }

    @Override
    public DatasetInfo info() {
        return info;
    }

    @Override
    public Optional<int[]> labels() {
        return Optional.of(labels.get());
    }

    @Override
    public String item(int index) {
        return Integer.toString(index);
    }

    @Override
    public ByteBuffer read(int height, int width, IntConsumer progress) {
        return PixelBuffer.whole(this, height, width, progress);
    }

    @Override
    public void readItems(int height, int width, int[] items, ImageConsumer receiver) {
        ImageShape own = info.shape();
        ImageShape wanted = own.resized(height, width);
        int chunk = Math.max(1, Math.min(Math.min(CHUNK, items.length), CHUNK_BYTES / wanted.bytes()));
        PixelBuffer pixels = PixelBuffer.allocate(info.name(), chunk, wanted);
        for (int from = 0; from < items.length; from += chunk) {
            int start = from;
            int end = Math.min(items.length, from + chunk);
            IntStream.range(from, end)
                    .parallel()
                    .forEach(i -> pixels.put(
                            i - start, scaler.scale(images.apply(items[i]), own, wanted.height(), wanted.width())));
            receiver.accept(from, end - from, pixels.bytes());
        }
    }
}
