package org.clade.data;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageConsumer;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.SelectiveDataset;
import org.clade.data.image.PixelBuffer;

/** Images of random pixels, the same at every opening. */
final class Noise implements SelectiveDataset {

    private static final int CHUNK = 512;
    private static final int CHUNK_BYTES = 1 << 26;
    private static final long LABELS = -1;

    private final DatasetInfo info;
    private final ImageScaler scaler;

    Noise(int images, ImageShape shape, int classes, ImageScaler scaler) {
        this.info = new DatasetInfo(
                NoiseSource.ID,
                "Random pixels and labels, for measurements",
                "generated",
                "all",
                images,
                shape,
                IntStream.range(0, classes).mapToObj(Integer::toString).toList(),
                true);
        this.scaler = scaler;
    }

    @Override
    public DatasetInfo info() {
        return info;
    }

    @Override
    public Optional<int[]> labels() {
        return Optional.of(new SplittableRandom(LABELS)
                .ints(info.images(), 0, info.classes().size())
                .toArray());
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
    public void readChunks(int height, int width, ImageConsumer receiver) {
        readItems(height, width, IntStream.range(0, info.images()).toArray(), receiver);
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
                    .forEach(i ->
                            pixels.put(i - start, scaler.scale(image(items[i]), own, wanted.height(), wanted.width())));
            receiver.accept(from, end - from, pixels.bytes());
        }
    }

    private byte[] image(int index) {
        byte[] image = new byte[info.shape().bytes()];
        new SplittableRandom(index).nextBytes(image);
        return image;
    }
}
