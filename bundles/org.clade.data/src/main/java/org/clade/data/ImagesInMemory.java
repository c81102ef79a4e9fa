package org.clade.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.data.image.PixelBuffer;

/** A small image set whose pixels are read already, all images of one size. */
final class ImagesInMemory implements Dataset {

    private static final int STEP = 500;

    private final DatasetInfo info;
    private final List<byte[]> images;
    private final int[] labels;
    private final ImageScaler scaler;

    ImagesInMemory(DatasetInfo info, List<byte[]> images, int[] labels, ImageScaler scaler) {
        this.info = info;
        this.images = List.copyOf(images);
        this.labels = labels;
        this.scaler = scaler;
    }

    @Override
    public DatasetInfo info() {
        return info;
    }

    @Override
    public Optional<int[]> labels() {
        return Optional.of(labels.clone());
    }

    @Override
    public String item(int index) {
        return Integer.toString(index);
    }

    @Override
    public ByteBuffer read(int height, int width, IntConsumer progress) {
        ImageShape own = info.shape();
        ImageShape wanted = own.resized(height, width);
        PixelBuffer pixels = PixelBuffer.allocate(info.name(), images.size(), wanted);
        for (int i = 0; i < images.size(); i++) {
            pixels.put(i, scaler.scale(images.get(i), own, wanted.height(), wanted.width()));
            if ((i + 1) % STEP == 0) {
                progress.accept(i + 1);
            }
        }
        progress.accept(images.size());
        return pixels.bytes();
    }
}
