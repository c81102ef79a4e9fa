package org.clade.data.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.FileChecksum;
import org.clade.api.data.ImageConsumer;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.SelectiveDataset;
import org.clade.data.image.PixelBuffer;

/** An image set whose pixels are stored uncompressed in a few files, all images of one size. */
public final class RawImages implements SelectiveDataset {

    private final DatasetInfo info;
    private final Supplier<int[]> labels;
    private final List<RecordFile> files;
    private final PixelOrder order;
    private final ImageScaler scaler;
    private final Supplier<List<FileChecksum>> checksums;

    /** The order of the pixels in an image. */
    public enum PixelOrder {
        /** Plane after plane, each row after row. */
        ROWS,
        /** Plane after plane, each column after column, as in STL-10 and EMNIST. */
        COLUMNS,
        /** Row after row, the channels of a pixel together, as in most NumPy arrays of images. */
        INTERLEAVED
    }

    /**
     * A set without known official files.
     *
     * @param info its description
     * @param labels reads the classes; not called without classes
     * @param files the images
     * @param order the order of their pixels
     * @param scaler resizes them
     */
    public RawImages(
            DatasetInfo info, Supplier<int[]> labels, List<RecordFile> files, PixelOrder order, ImageScaler scaler) {
        this(info, labels, files, order, scaler, List::of);
    }

    private RawImages(
            DatasetInfo info,
            Supplier<int[]> labels,
            List<RecordFile> files,
            PixelOrder order,
            ImageScaler scaler,
            Supplier<List<FileChecksum>> checksums) {
        this.info = info;
        this.labels = labels;
        this.files = List.copyOf(files);
        this.order = order;
        this.scaler = scaler;
        this.checksums = checksums;
    }

    /** {@return the same set with a comparison with official files} */
    public RawImages withChecksums(Supplier<List<FileChecksum>> compared) {
        return new RawImages(info, labels, files, order, scaler, compared);
    }

    @Override
    public DatasetInfo info() {
        return info;
    }

    @Override
    public List<FileChecksum> checksums() {
        return checksums.get();
    }

    @Override
    public Optional<int[]> labels() {
        return info.labeled() ? Optional.of(labels.get()) : Optional.empty();
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
        PixelBuffer pixels = PixelBuffer.allocate(info.name(), Math.min(RecordFile.CHUNK, items.length), wanted);
        int before = 0;
        int place = 0;
        for (RecordFile file : files) {
            int start = before;
            int[] next = {place};
            file.read((bytes, first, count) -> {
                int from = next[0];
                int to = from;
                while (to < items.length && items[to] < start + first + count) {
                    to++;
                }
                IntStream.range(from, to).parallel().forEach(i -> {
                    int end = (items[i] - start - first + 1) * file.recordBytes();
                    byte[] image = Arrays.copyOfRange(bytes, end - own.bytes(), end);
                    pixels.put(i - from, scaler.scale(byRows(image, own), own, wanted.height(), wanted.width()));
                });
                if (to > from) {
                    receiver.accept(from, to - from, pixels.bytes());
                }
                next[0] = to;
            });
            before += file.records();
            place = next[0];
        }
    }

    private byte[] byRows(byte[] image, ImageShape shape) {
        return switch (order) {
            case ROWS -> image;
            case COLUMNS -> arranged(image, shape, shape.height() * shape.width(), 1, shape.height());
            case INTERLEAVED -> arranged(image, shape, 1, shape.width() * shape.channels(), shape.channels());
        };
    }

    /** Copies pixels into planes, row after row, from given strides of planes, rows and columns in bytes. */
    private static byte[] arranged(byte[] image, ImageShape shape, int plane, int row, int column) {
        byte[] rows = new byte[image.length];
        for (int channel = 0, at = 0; channel < shape.channels(); channel++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++, at++) {
                    rows[at] = image[channel * plane + y * row + x * column];
                }
            }
        }
        return rows;
    }
}
