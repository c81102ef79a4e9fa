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
import org.clade.api.data.ImageReceiver;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;

/** An image set of which every image is an encoded file. Files are decoded in parallel, each to its own place. */
final class ImageFiles implements Dataset {

    private static final int CHUNK = 256;
    private static final int CHUNK_BYTES = 1 << 26;

    private final DatasetInfo info;
    private final Path root;
    private final List<Path> files;
    private final Optional<int[]> labels;
    private final ImageDecoder decoder;
    private final ImageScaler scaler;

    ImageFiles(
            DatasetInfo info,
            Path root,
            List<Path> files,
            Optional<int[]> labels,
            ImageDecoder decoder,
            ImageScaler scaler) {
        this.info = info;
        this.root = root;
        this.files = List.copyOf(files);
        this.labels = labels;
        this.decoder = decoder;
        this.scaler = scaler;
    }

    /**
     * The refusal of a file that cannot be decoded.
     *
     * @param file the file
     * @param why what the decoder says
     * @return the refusal, to be thrown
     */
    static RefusedException unreadable(Path file, IOException why) {
        return new RefusedException(
                "“%s” cannot be read as an image: %s; replace it or take it out of the folder."
                        .formatted(file, why.getMessage() == null ? why.toString() : why.getMessage()),
                why);
    }

    @Override
    public DatasetInfo info() {
        return info;
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

    @Override
    public void readInTurn(int height, int width, ImageReceiver receiver) {
        ImageShape wanted = wanted(height, width);
        int chunk = Math.max(1, Math.min(Math.min(CHUNK, files.size()), CHUNK_BYTES / wanted.bytes()));
        PixelBuffer pixels = PixelBuffer.allocate(info.name(), chunk, wanted);
        for (int first = 0; first < files.size(); first += chunk) {
            int start = first;
            int end = Math.min(first + chunk, files.size());
            // Of several damaged files the first is named, whichever thread is faster.
            Optional<RefusedException> refusal = IntStream.range(first, end)
                    .parallel()
                    .mapToObj(i -> decode(i, i - start, height, width, wanted, pixels))
                    .flatMap(Optional::stream)
                    .findFirst();
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            receiver.take(first, end - first, pixels.bytes());
        }
    }

    private Optional<RefusedException> decode(
            int index, int place, int height, int width, ImageShape wanted, PixelBuffer pixels) {
        Path file = files.get(index);
        try {
            ImageDecoder.Planes image = decoder.decode(file);
            if (height == 0 && image.height() != wanted.height() || width == 0 && image.width() != wanted.width()) {
                throw new IOException("it is %s×%s pixels, and %s×%s are expected"
                        .formatted(image.height(), image.width(), wanted.height(), wanted.width()));
            }
            byte[] scaled = scaler.scale(
                    image.planes(),
                    new ImageShape(image.channels(), image.height(), image.width()),
                    wanted.height(),
                    wanted.width());
            pixels.put(place, inChannels(wanted.channels(), image.channels(), scaled));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(unreadable(file, e));
        }
    }

    private static byte[] inChannels(int wanted, int channels, byte[] planes) throws IOException {
        if (wanted == channels) {
            return planes;
        }
        if (channels != 1) {
            throw new IOException("it has colours, but its header promised grey");
        }
        byte[] replicated = new byte[wanted * planes.length];
        for (int channel = 0; channel < wanted; channel++) {
            System.arraycopy(planes, 0, replicated, channel * planes.length, planes.length);
        }
        return replicated;
    }
}
