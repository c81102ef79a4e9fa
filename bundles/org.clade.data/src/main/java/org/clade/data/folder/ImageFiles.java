package org.clade.data.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.ImageConsumer;
import org.clade.api.data.ImageFit;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ResizedCrop;
import org.clade.api.data.SelectiveDataset;
import org.clade.api.data.SkippedFile;
import org.clade.api.part.RefusedException;
import org.clade.data.cache.RecordStore;
import org.clade.data.image.DecodeThreads;
import org.clade.data.image.PixelBuffer;
import org.clade.data.image.Planes;
import org.clade.data.image.UnreadableImageException;

/** An image set with one encoded file per image. It decodes files in parallel, each to its own place. */
public final class ImageFiles implements SelectiveDataset {

    private static final int CHUNK = 256;
    private static final int CHUNK_BYTES = 1 << 26;

    private final DatasetInfo info;
    private final Path root;
    private final ImageSurvey survey;
    private final List<Path> files;
    private final List<DatasetNote> notes;
    private final ImageFit fit;
    private final ImageReading reading;
    private final ResizeSettings resampling;

    /**
     * A set.
     *
     * @param info its description
     * @param root its folder
     * @param survey its files and their properties
     * @param notes notes on left-out files and doubtful images
     * @param fit how to fit it to fit images of another aspect ratio
     * @param reading decodes files
     */
    public ImageFiles(
            DatasetInfo info,
            Path root,
            ImageSurvey survey,
            List<DatasetNote> notes,
            ImageFit fit,
            ImageReading reading) {
        this(info, root, survey, notes, fit, reading, ResizeSettings.AREA);
    }

    private ImageFiles(
            DatasetInfo info,
            Path root,
            ImageSurvey survey,
            List<DatasetNote> notes,
            ImageFit fit,
            ImageReading reading,
            ResizeSettings resampling) {
        this.info = info;
        this.root = root;
        this.survey = survey;
        this.files = List.copyOf(survey.files());
        this.notes = List.copyOf(notes);
        this.fit = fit;
        this.reading = reading;
        this.resampling = resampling;
    }

    /** {@return the same set with its images resized in another way} */
    public ImageFiles resampled(ResizeSettings other) {
        return new ImageFiles(info, root, survey, notes, fit, reading, other);
    }

    @Override
    public DatasetInfo info() {
        return info;
    }

    @Override
    public List<DatasetNote> notes() {
        return notes;
    }

    @Override
    public List<SkippedFile> skipped() {
        return survey.skipped();
    }

    @Override
    public Optional<int[]> labels() {
        return survey.labels().map(int[]::clone);
    }

    @Override
    public String item(int index) {
        return FolderNames.relative(root, files.get(index));
    }

    @Override
    public Optional<Path> file(int index) {
        return Optional.of(files.get(index));
    }

    @Override
    public byte[] thumbnail(int index, int side) {
        DamagedFiles damaged = new DamagedFiles(root, files);
        return thumbnails(new int[] {index}, side, damaged).get(0).orElseThrow(damaged::refusal);
    }

    @Override
    public List<Optional<byte[]>> thumbnails(int[] items, int side) {
        return thumbnails(items, side, new DamagedFiles(root, files));
    }

    private List<Optional<byte[]>> thumbnails(int[] items, int side, DamagedFiles damaged) {
        List<Optional<byte[]>> shown = new ArrayList<>(Collections.nCopies(items.length, Optional.empty()));
        int channels = info.shape().channels();
        try (ThumbnailCache kept = new ThumbnailCache(root, reading, side)) {
            DecodeThreads.forEach(
                    0, items.length, i -> shown.set(i, damaged.read(items[i], file -> kept.get(file, channels))));
        }
        return List.copyOf(shown);
    }

    @Override
    public ByteBuffer read(int height, int width, IntConsumer progress) {
        wanted(height, width); // refuses before it allocates memory
        return PixelBuffer.whole(this, height, width, progress);
    }

    private ImageShape wanted(int height, int width) {
        ImageShape own = info.shape();
        if (height == 0 && own.height() == 0 || width == 0 && own.width() == 0) {
            throw new RefusedException("The images of %s differ in size; give a height and width to resize them to."
                    .formatted(info.name()));
        }
        return own.resized(height, width);
    }

    /** Reads images after an unreadable one too, without passing them on, so that the message names all unreadable images. */
    @Override
    public void readItems(int height, int width, int[] items, ImageConsumer receiver) {
        ImageShape wanted = wanted(height, width);
        try (RecordStore kept = reading.cache().open(root, settings(height, width, wanted), wanted.bytes())) {
            readItems(
                    items,
                    wanted,
                    (item, file) -> kept.get(item(item), file, each -> decode(each, height, width, wanted)),
                    receiver);
        }
    }

    /** Keeps nothing on the disk: code that wants the centers keeps what a network makes of them. */
    @Override
    public void readCenters(ResizedCrop crop, ImageScaler scaler, int[] items, ImageConsumer receiver) {
        ImageShape wanted = info.shape().resized(crop.crop(), crop.crop());
        readItems(
                items,
                wanted,
                (item, file) -> {
                    Planes image = reading.decoder().decode(file, crop);
                    return inChannels(wanted.channels(), image.channels(), image.planes());
                },
                receiver);
    }

    /** Reads the pixels of one image. */
    @FunctionalInterface
    private interface ItemReader {
        byte[] read(int item, Path file) throws IOException;
    }

    private void readItems(int[] items, ImageShape wanted, ItemReader reader, ImageConsumer receiver) {
        int chunk = Math.max(1, Math.min(Math.min(CHUNK, items.length), CHUNK_BYTES / wanted.bytes()));
        PixelBuffer pixels = PixelBuffer.allocate(info.name(), chunk, wanted);
        DamagedFiles damaged = new DamagedFiles(root, files);
        for (int first = 0; first < items.length; first += chunk) {
            int start = first;
            int end = Math.min(first + chunk, items.length);
            DecodeThreads.forEach(
                    first,
                    end,
                    i -> damaged.read(items[i], file -> {
                        pixels.put(i - start, reader.read(items[i], file));
                        return file;
                    }));
            if (damaged.none()) {
                receiver.accept(first, end - first, pixels.bytes());
            }
        }
        if (!damaged.none()) {
            throw damaged.refusal();
        }
    }

    private String settings(int height, int width, ImageShape wanted) {
        return "pixels|%s|%s×%s|%s|%s%s"
                .formatted(reading.decoder().settings(), height, width, wanted, fit, resampling.settings());
    }

    private byte[] decode(Path file, int height, int width, ImageShape wanted) throws IOException {
        Planes image = resampling.decode(reading.decoder(), file, height, width, fit);
        if (image.height() != wanted.height() || image.width() != wanted.width()) {
            throw new UnreadableImageException("is %s×%s pixels instead of %s×%s"
                    .formatted(image.height(), image.width(), wanted.height(), wanted.width()));
        }
        return inChannels(wanted.channels(), image.channels(), image.planes());
    }

    /** {@return planes of a gray or color image with one plane for each wanted channel} */
    static byte[] inChannels(int wanted, int channels, byte[] planes) throws IOException {
        if (wanted == channels) {
            return planes;
        }
        if (channels != 1) {
            throw new UnreadableImageException("has colors, but its header says gray");
        }
        byte[] replicated = new byte[wanted * planes.length];
        for (int channel = 0; channel < wanted; channel++) {
            System.arraycopy(planes, 0, replicated, channel * planes.length, planes.length);
        }
        return replicated;
    }
}
