package org.clade.data.natives;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.clade.api.part.RefusedException;
import org.clade.base.file.CacheFolder;

/**
 * Decodes JPEG with libjpeg-turbo, also in a reduced size, and WebP with libwebp. Both are in Leptonica's library,
 * which is loaded at the first use. It reports only that an image cannot be read; other decoders find the reason.
 */
public final class NativeImages {

    private static final int SILENT = 6;

    private NativeImages() {}

    /** Loads the library once, at the first use. */
    private static final class Once {
        static final Optional<NativeImages> LOADED = load(System.getProperties(), System.getenv());
    }

    /** {@return the decoders; empty if this platform has none, or if they cannot be unpacked} */
    public static Optional<NativeImages> find() {
        return Once.LOADED;
    }

    private static Optional<NativeImages> load(Properties properties, Map<String, String> environment) {
        try {
            Path cache = CacheFolder.find(properties, environment);
            if (properties.getProperty("jna.tmpdir") == null) {
                properties.setProperty(
                        "jna.tmpdir",
                        Files.createDirectories(cache.resolve("jna")).toString());
            }
            Optional<Path> library = new NativeFolder(cache).library();
            if (library.isEmpty()) {
                return Optional.empty();
            }
            LeptonicaFunctions.bind(NativeLibrary.getInstance(library.get().toString()));
            LeptonicaFunctions.setMsgSeverity(SILENT);
            return Optional.of(new NativeImages());
        } catch (IOException | RefusedException | LinkageError e) {
            return Optional.empty(); // Java's slower decoders are used instead
        }
    }

    /** Receives rows of an image from top to bottom. */
    @FunctionalInterface
    public interface Words {

        /**
         * Receives some rows.
         *
         * @param words a word for each pixel in color, its highest byte red, then green, then blue; for gray a byte for each, the
         *     highest first; rows begin with a word
         * @param wordsOfRow words from one row to the next
         * @param top the first row
         * @param rows how many
         */
        void take(int[] words, int wordsOfRow, int top, int rows);
    }

    /** Receives the size before the rows. */
    @FunctionalInterface
    public interface Sized {

        /**
         * The image is decoded.
         *
         * @param height its rows
         * @param width its columns
         * @param gray whether it has one channel
         * @return the receiver of the rows
         * @throws IOException if the size differs from the header
         */
        Words of(int height, int width, boolean gray) throws IOException;
    }

    /**
     * Decodes a JPEG of one or three channels.
     *
     * @param file its bytes
     * @param reduction 1, 2, 4 or 8: sides are divided by it
     * @param rowsAtOnce how many rows to pass on at once
     * @param receiver receives the image
     * @return whether it was decoded; otherwise the receiver got no rows
     * @throws IOException from the receiver
     */
    public boolean jpeg(Memory file, int reduction, int rowsAtOnce, Sized receiver) throws IOException {
        return handOver(
                LeptonicaFunctions.pixReadMemJpeg(file, file.size(), 0, reduction, new int[1], 0),
                rowsAtOnce,
                receiver);
    }

    /**
     * Decodes a small JPEG.
     *
     * @param file its bytes
     * @param reduction 1, 2, 4 or 8: sides are divided by it
     * @param rowsAtOnce how many rows to pass on at once
     * @param receiver receives the image
     * @return whether it was decoded; otherwise the receiver got no rows
     * @throws IOException from the receiver
     */
    public boolean jpeg(byte[] file, int reduction, int rowsAtOnce, Sized receiver) throws IOException {
        return handOver(
                LeptonicaFunctions.pixReadMemJpeg(file, file.length, 0, reduction, new int[1], 0),
                rowsAtOnce,
                receiver);
    }

    private static boolean handOver(Pointer pix, int rowsAtOnce, Sized receiver) throws IOException {
        if (pix == null) {
            return false; // also where there were warnings
        }
        try {
            int[] width = new int[1];
            int[] height = new int[1];
            int[] depth = new int[1];
            LeptonicaFunctions.pixGetDimensions(pix, width, height, depth);
            int wordsOfRow = LeptonicaFunctions.pixGetWpl(pix);
            Pointer data = LeptonicaFunctions.pixGetData(pix);
            Words words = receiver.of(height[0], width[0], depth[0] == 8);
            int[] some = new int[Math.min(rowsAtOnce, height[0]) * wordsOfRow];
            for (int top = 0; top < height[0]; top += rowsAtOnce) {
                int rows = Math.min(rowsAtOnce, height[0] - top);
                data.read(4L * top * wordsOfRow, some, 0, rows * wordsOfRow);
                words.take(some, wordsOfRow, top, rows);
            }
            return true;
        } finally {
            LeptonicaFunctions.pixDestroy(new long[] {Pointer.nativeValue(pix)});
        }
    }

    /** Receives rows of red, green and blue bytes, pixel by pixel, from top to bottom. */
    @FunctionalInterface
    public interface Bytes {

        /**
         * Receives some rows.
         *
         * @param rgb rows×width×3 bytes
         * @param top the first row
         * @param rows how many
         */
        void take(byte[] rgb, int top, int rows);
    }

    /**
     * Decodes a WebP image that is not animated.
     *
     * @param file its bytes
     * @param height rows from its header
     * @param width columns from its header
     * @param rowsAtOnce how many rows to pass on at once
     * @param receiver receives the rows
     * @return whether it was decoded; otherwise the receiver got no rows
     */
    public boolean webP(Memory file, int height, int width, int rowsAtOnce, Bytes receiver) {
        int[] columns = new int[1];
        int[] rows = new int[1];
        if (LeptonicaFunctions.WebPGetInfo(file, file.size(), columns, rows) == 0
                || rows[0] != height
                || columns[0] != width) {
            return false;
        }
        int stride = 3 * width;
        long size = (long) stride * height;
        try (Memory pixels = new Memory(size)) {
            if (LeptonicaFunctions.WebPDecodeRGBInto(file, file.size(), pixels, size, stride) == null) {
                return false;
            }
            byte[] some = new byte[Math.min(rowsAtOnce, height) * stride];
            for (int top = 0; top < height; top += rowsAtOnce) {
                int count = Math.min(rowsAtOnce, height - top);
                pixels.read((long) top * stride, some, 0, count * stride);
                receiver.take(some, top, count);
            }
            return true;
        }
    }

    /**
     * Reads a file into memory that native decoders can read.
     *
     * @param file the file
     * @return its bytes; close them after use
     * @throws IOException if it cannot be read
     */
    public static Memory read(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            Memory memory = new Memory(Math.max(1, channel.size()));
            var bytes = memory.getByteBuffer(0, memory.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            if (bytes.hasRemaining()) {
                memory.clear(); // it has become shorter
            }
            return memory;
        }
    }
}
