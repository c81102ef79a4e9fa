package org.clade.data.folder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageFit;
import org.clade.data.cache.RecordStore;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.Planes;

/** Thumbnails of the images of a folder, kept in the cache of decoded images. Several threads may use it at once. */
final class ThumbnailCache implements Closeable {

    private static final int CHANNELS = 3;

    /** The share of the cache that the thumbnails of one folder may take; above it, only requested ones are kept. */
    private static final int SHARE = 4;

    private final Path root;
    private final ImageDecoder decoder;
    private final int side;
    private final RecordStore store;

    /**
     * Opens the thumbnails of a folder.
     *
     * @param root the folder
     * @param reading decodes files and has the cache
     * @param side rows and columns
     */
    ThumbnailCache(Path root, ImageReading reading, int side) {
        this.root = root;
        this.decoder = reading.decoder();
        this.side = side;
        this.store = reading.cache().open(root, "thumbnails|%s|%s".formatted(decoder.settings(), side), bytes(side));
    }

    /** {@return whether the thumbnails of so many images find room in the cache} */
    static boolean fits(int images, ImageReading reading) {
        return images <= reading.cache().bytes() / SHARE / bytes(Dataset.THUMBNAIL_SIDE);
    }

    private static int bytes(int side) {
        return CHANNELS * side * side;
    }

    /**
     * Returns the largest centered square of an image, from the cache or decoded.
     *
     * @param file the image
     * @param channels 1 or 3
     * @return channels×side×side bytes; of a color image as one channel, red
     * @throws IOException if the file is not an image, damaged or truncated; the message follows the file's name
     */
    byte[] get(Path file, int channels) throws IOException {
        byte[] planes = store.get(FolderNames.relative(root, file), file, this::decode);
        return channels == CHANNELS ? planes : Arrays.copyOf(planes, channels * side * side);
    }

    private byte[] decode(Path file) throws IOException {
        Planes image = decoder.decode(file, side, side, ImageFit.CROP);
        return ImageFiles.inChannels(CHANNELS, image.channels(), image.planes());
    }

    @Override
    public void close() {
        store.close();
    }
}
