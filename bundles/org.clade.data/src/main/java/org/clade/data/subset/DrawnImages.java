package org.clade.data.subset;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.FileChecksum;
import org.clade.api.data.ImageConsumer;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ResizedCrop;
import org.clade.api.data.SelectiveDataset;
import org.clade.api.data.SkippedFile;
import org.clade.data.image.PixelBuffer;

/** Some images of a set, in its order, and some of its classes, numbered from 0. */
final class DrawnImages implements SelectiveDataset {

    private final Dataset whole;
    private final DatasetInfo info;
    private final int[] classes;
    private final int[] items;

    /**
     * Some images.
     *
     * @param whole all images
     * @param classes the classes that are left, ascending
     * @param items the images that are left, ascending
     * @param protocol how they were drawn
     */
    DrawnImages(Dataset whole, int[] classes, int[] items, String protocol) {
        this.whole = whole;
        this.classes = classes;
        this.items = items;
        DatasetInfo of = whole.info();
        this.info = new DatasetInfo(
                of.name(),
                of.title(),
                of.layout(),
                of.protocol() + ", " + protocol,
                items.length,
                of.shape(),
                IntStream.of(classes).mapToObj(of.classes()::get).toList(),
                of.labeled());
    }

    @Override
    public DatasetInfo info() {
        return info;
    }

    @Override
    public List<DatasetNote> notes() {
        return whole.notes();
    }

    @Override
    public List<SkippedFile> skipped() {
        return whole.skipped();
    }

    @Override
    public Map<String, String> origin() {
        return whole.origin();
    }

    @Override
    public List<FileChecksum> checksums() {
        return whole.checksums();
    }

    @Override
    public Optional<int[]> labels() {
        return whole.labels().map(labels -> Arrays.stream(items)
                .map(item -> Arrays.binarySearch(classes, labels[item]))
                .toArray());
    }

    @Override
    public String item(int index) {
        return whole.item(items[index]);
    }

    @Override
    public Optional<Path> file(int index) {
        return whole.file(items[index]);
    }

    @Override
    public byte[] thumbnail(int index, int side) {
        return whole.thumbnail(items[index], side);
    }

    @Override
    public List<Optional<byte[]>> thumbnails(int[] some, int side) {
        return whole.thumbnails(ofWhole(some), side);
    }

    @Override
    public ByteBuffer read(int height, int width, IntConsumer progress) {
        return PixelBuffer.whole(this, height, width, progress);
    }

    @Override
    public void readChunks(int height, int width, ImageConsumer receiver) {
        SelectiveDataset.readItems(whole, height, width, items, receiver);
    }

    @Override
    public void readItems(int height, int width, int[] some, ImageConsumer receiver) {
        SelectiveDataset.readItems(whole, height, width, ofWhole(some), receiver);
    }

    @Override
    public void readCenters(ResizedCrop crop, ImageScaler scaler, int[] some, ImageConsumer receiver) {
        whole.readCenters(crop, scaler, ofWhole(some), receiver);
    }

    private int[] ofWhole(int[] some) {
        return Arrays.stream(some).map(image -> items[image]).toArray();
    }
}
