package org.clade.data;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.data.image.PixelBuffer;

/** Images of random pixels, the same at every opening. */
final class Noise implements Dataset {

    private static final int CHUNK = 5000;
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
        ImageShape own = info.shape();
        ImageShape wanted = own.resized(height, width);
        PixelBuffer pixels = PixelBuffer.allocate(info.name(), info.images(), wanted);
        for (int from = 0; from < info.images(); from += CHUNK) {
            int end = Math.min(info.images(), from + CHUNK);
            IntStream.range(from, end)
                    .parallel()
                    .forEach(i -> pixels.put(i, scaler.scale(image(i), own, wanted.height(), wanted.width())));
            progress.accept(end);
        }
        return pixels.bytes();
    }

    private byte[] image(int index) {
        byte[] image = new byte[info.shape().bytes()];
        new SplittableRandom(index).nextBytes(image);
        return image;
    }
}
