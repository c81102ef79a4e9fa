package org.clade.data.image;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;
import org.clade.data.color.ProfileConversion;
import org.clade.data.metadata.JpegSegments;
import org.clade.data.natives.NativeImages;

/** A JPEG: decoded by libjpeg-turbo if possible, in a reduced size if that is enough; otherwise by the given readers, in order. */
final class JpegSource implements ImageSource {

    /** The largest number of pixels of an image that is decoded in full size, so that small images keep every bit. */
    static final long WHOLE_PIXELS = 1 << 18;

    private static final long MOST_BYTES = 1 << 28;
    private static final int SOME_BYTES = 1 << 16;
    private static final int FEW_SCANS = 30;
    private static final long MOST_WORK = 5_000_000_000L;

    private final StoredImage stored;
    private final JpegSegments segments;
    private final Path file;
    private final ImageInputStream in;
    private final Optional<NativeImages> natives;
    private final DecodeMemory memory;
    private final List<ImageSource> others;

    /**
     * A JPEG.
     *
     * @param stored its properties
     * @param segments its segments
     * @param file the file
     * @param in the file, open
     * @param natives native decoders, if available
     * @param memory the memory budget
     * @param others other decoders, at least one
     */
    JpegSource(
            StoredImage stored,
            JpegSegments segments,
            Path file,
            ImageInputStream in,
            Optional<NativeImages> natives,
            DecodeMemory memory,
            List<ImageSource> others) {
        this.stored = stored;
        this.segments = segments;
        this.file = file;
        this.in = in;
        this.natives = natives;
        this.memory = memory;
        this.others = List.copyOf(others);
    }

    @Override
    public StoredImage stored() {
        return stored;
    }

    @Override
    public void read(int reduction, ImageRows rows) throws IOException {
        boolean large = (long) stored.height() * stored.width() > WHOLE_PIXELS;
        if (!natively(large ? reduction : 1, rows)) {
            otherwise(source -> {
                source.read(reduction, rows);
                return 0;
            });
        }
    }

    @Override
    public int usedBits() throws IOException {
        return natively(8, Discarded.ROWS) ? 8 : otherwise(ImageSource::usedBits);
    }

    @Override
    public void close() throws IOException {
        for (ImageSource source : others) {
            source.close();
        }
    }

    /** A request to a source. */
    private interface Asked {
        int of(ImageSource source) throws IOException;
    }

    /** Asks the sources in order; if all fail, the last exception counts. */
    private int otherwise(Asked asked) throws IOException {
        for (ImageSource source : others.subList(0, others.size() - 1)) {
            try {
                return asked.of(source);
            } catch (IOException | RuntimeException e) { // decoders throw many kinds of exceptions
                continue;
            }
        }
        return asked.of(others.get(others.size() - 1));
    }

    private boolean natively(int reduction, ImageRows rows) throws IOException {
        long bytes = in.length() >= 0 ? in.length() : Files.size(file);
        if (natives.isEmpty() || segments.channels() > 3 || bytes == 0 || bytes > MOST_BYTES) {
            return false;
        }
        long pixels = (long) stored.height() * stored.width();
        long coefficients = segments.progressive() ? 2L * segments.channels() * pixels : 0;
        boolean[] done = new boolean[1];
        memory.use(bytes + coefficients + 4 * pixels / (reduction * reduction), () -> {
            NativeImages.Sized receiver = (height, width, gray) -> {
                rows.begin(height, width, reduction);
                return (words, wordsOfRow, top, count) ->
                        rows.take(planes(words, wordsOfRow, count, width), top, count);
            };
            int most = Math.max(1, ROWS_BYTES * reduction / stored.width());
            done[0] = bytes <= ROWS_BYTES
                    ? small((int) bytes, reduction, most, receiver)
                    : large(reduction, most, receiver);
        });
        return done[0];
    }

    /** Decodes a file that is already mostly in the stream's memory. */
    private boolean small(int bytes, int reduction, int most, NativeImages.Sized receiver) throws IOException {
        byte[] content = new byte[bytes];
        in.seek(0);
        in.readFully(content);
        if (segments.progressive()) {
            checkScans(scans(content, bytes));
        }
        return ends(content, bytes) && natives.orElseThrow().jpeg(content, reduction, most, receiver);
    }

    private boolean large(int reduction, int most, NativeImages.Sized receiver) throws IOException {
        try (Memory content = NativeImages.read(file)) {
            byte[] some = new byte[SOME_BYTES];
            int scans = 0;
            for (long at = 0; segments.progressive() && at < content.size(); at += some.length) {
                int count = (int) Math.min(some.length, content.size() - at);
                content.read(at, some, 0, count);
                scans += scans(some, count);
            }
            checkScans(scans);
            int tail = (int) Math.min(FileEnd.TAIL, content.size());
            content.read(content.size() - tail, some, 0, tail);
            return ends(some, tail) && natives.orElseThrow().jpeg(content, reduction, most, receiver);
        }
    }

    /** Limits the number of scans: each covers the whole image, so a small file with thousands of them would take hours. */
    private void checkScans(int scans) throws IOException {
        if (scans > FEW_SCANS && scans * (long) stored.height() * stored.width() > MOST_WORK) {
            throw new UnreadableImageException("has %s scans, more than Clade reads".formatted(scans));
        }
    }

    private static int scans(byte[] bytes, int length) {
        int scans = 0;
        for (int i = 1; i < length; i++) {
            scans += bytes[i] == (byte) 0xDA && bytes[i - 1] == (byte) 0xFF ? 1 : 0;
        }
        return scans;
    }

    /** libjpeg prints warnings about a truncated file to the screen, so other decoders handle it and throw an exception. */
    private static boolean ends(byte[] bytes, int length) {
        for (int i = length - 1; i > 0 && i > length - FileEnd.TAIL; i--) {
            if (bytes[i] == (byte) 0xD9 && bytes[i - 1] == (byte) 0xFF) {
                return true;
            }
        }
        return false;
    }

    private byte[] planes(int[] words, int wordsOfRow, int rows, int width) {
        byte[] planes = new byte[stored.channels() * rows * width];
        if (stored.gray()) {
            for (int y = 0, at = 0; y < rows; y++) {
                for (int x = 0; x < width; x++, at++) {
                    planes[at] = (byte) (words[y * wordsOfRow + (x >> 2)] >> 24 - 8 * (x & 3));
                }
            }
        } else {
            int red = 0;
            int green = rows * width;
            int blue = 2 * green;
            for (int y = 0; y < rows; y++) {
                int end = y * wordsOfRow + width;
                for (int from = y * wordsOfRow; from < end; from++) {
                    int word = words[from];
                    planes[red++] = (byte) (word >> 24);
                    planes[green++] = (byte) (word >> 16);
                    planes[blue++] = (byte) (word >> 8);
                }
            }
        }
        Optional<ProfileConversion> conversion = stored.conversion(stored.channels());
        return conversion.isPresent() ? conversion.get().convertPlanes(planes) : planes;
    }
}
