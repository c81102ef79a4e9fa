package org.clade.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageConsumer;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.data.image.PixelBuffer;

/** An image set whose pixels stand unpacked in a few files, all images of one size. */
final class RawImages implements Dataset {

    private final DatasetInfo info;
    private final Supplier<int[]> labels;
    private final List<RecordFile> files;
    private final PlaneOrder order;
    private final ImageScaler scaler;

    /** How the pixels of a plane follow one another. */
    enum PlaneOrder {
        /** Row after row. */
        ROWS,
        /** Column after column, as in STL-10. */
        COLUMNS
    }

    RawImages(DatasetInfo info, Supplier<int[]> labels, List<RecordFile> files, PlaneOrder order, ImageScaler scaler) {
        this.info = info;
        this.labels = labels;
        this.files = List.copyOf(files);
        this.order = order;
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
    public void readChunks(int height, int width, ImageConsumer receiver) {
        ImageShape own = info.shape();
        ImageShape wanted = own.resized(height, width);
        PixelBuffer pixels = PixelBuffer.allocate(info.name(), Math.min(RecordFile.CHUNK, info.images()), wanted);
        int before = 0;
        for (RecordFile file : files) {
            int start = before;
            file.read((bytes, first, count) -> {
                IntStream.range(0, count).parallel().forEach(i -> {
                    int end = (i + 1) * file.recordBytes();
                    byte[] image = Arrays.copyOfRange(bytes, end - own.bytes(), end);
                    pixels.put(i, scaler.scale(byRows(image, own), own, wanted.height(), wanted.width()));
                });
                receiver.accept(start + first, count, pixels.bytes());
            });
            before += file.records();
        }
    }

    private byte[] byRows(byte[] image, ImageShape shape) {
        return order == PlaneOrder.ROWS ? image : transposed(image, shape);
    }

    private static byte[] transposed(byte[] image, ImageShape shape) {
        byte[] rows = new byte[image.length];
        int plane = shape.height() * shape.width();
        for (int channel = 0, at = 0; channel < shape.channels(); channel++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++, at++) {
                    rows[at] = image[channel * plane + x * shape.height() + y];
                }
            }
        }
        return rows;
    }
}
