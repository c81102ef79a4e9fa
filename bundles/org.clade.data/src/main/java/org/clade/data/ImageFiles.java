package org.clade.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.ImageConsumer;
import org.clade.api.data.ImageFit;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;
import org.clade.data.folder.FolderNames;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.Planes;
import org.clade.data.image.UnreadableImageException;

/** An image set of which every image is an encoded file. Files are decoded in parallel, each to its own place. */
final class ImageFiles implements Dataset {

    private static final int CHUNK = 256;
    private static final int CHUNK_BYTES = 1 << 26;

    private final DatasetInfo info;
    private final Path root;
    private final List<Path> files;
    private final Optional<int[]> labels;
    private final List<DatasetNote> notes;
    private final ImageDecoder decoder;

    ImageFiles(
            DatasetInfo info,
            Path root,
            List<Path> files,
            Optional<int[]> labels,
            List<DatasetNote> notes,
            ImageDecoder decoder) {
        this.info = info;
        this.root = root;
        this.files = List.copyOf(files);
        this.labels = labels;
        this.notes = List.copyOf(notes);
        this.decoder = decoder;
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
    public Optional<int[]> labels() {
        return labels.map(int[]::clone);
    }

    @Override
    public String item(int index) {
        return FolderNames.relative(root, files.get(index));
    }

    @Override
    public ByteBuffer read(int height, int width, IntConsumer progress) {
        wanted(height, width); // refuses before memory is taken
        return PixelBuffer.whole(this, height, width, progress);
    }

    private ImageShape wanted(int height, int width) {
        ImageShape own = info.shape();
        if (height == 0 && own.height() == 0 || width == 0 && own.width() == 0) {
            throw new RefusedException("The images of %s differ in size; say to which height and width to resize them."
                    .formatted(info.name()));
        }
        return own.resized(height, width);
    }

    /** Images behind one that cannot be read are read too, though not handed on, so that all such images are named. */
    @Override
    public void readChunks(int height, int width, ImageConsumer receiver) {
        ImageShape wanted = wanted(height, width);
        int chunk = Math.max(1, Math.min(Math.min(CHUNK, files.size()), CHUNK_BYTES / wanted.bytes()));
        PixelBuffer pixels = PixelBuffer.allocate(info.name(), chunk, wanted);
        DamagedFiles damaged = new DamagedFiles(root, files);
        for (int first = 0; first < files.size(); first += chunk) {
            int start = first;
            int end = Math.min(first + chunk, files.size());
            IntStream.range(first, end)
                    .parallel()
                    .forEach(i -> damaged.read(i, file -> {
                        pixels.put(i - start, decode(file, height, width, wanted));
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

    private byte[] decode(Path file, int height, int width, ImageShape wanted) throws IOException {
        Planes image = decoder.decode(file, height, width, ImageFit.SQUASH);
        if (image.height() != wanted.height() || image.width() != wanted.width()) {
            throw new UnreadableImageException("is %s×%s pixels, and %s×%s are expected"
                    .formatted(image.height(), image.width(), wanted.height(), wanted.width()));
        }
        return inChannels(wanted.channels(), image.channels(), image.planes());
    }

    private static byte[] inChannels(int wanted, int channels, byte[] planes) throws IOException {
        if (wanted == channels) {
            return planes;
        }
        if (channels != 1) {
            throw new UnreadableImageException("has colors, but its header promised gray");
        }
        byte[] replicated = new byte[wanted * planes.length];
        for (int channel = 0; channel < wanted; channel++) {
            System.arraycopy(planes, 0, replicated, channel * planes.length, planes.length);
        }
        return replicated;
    }
}
