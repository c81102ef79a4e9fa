package org.clade.data.metadata;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/**
 * The chunks of a WebP file.
 *
 * @param kind how the pixels are stored: {@code a lossless}, {@code a lossy} or {@code an animated}
 * @param height rows of the whole
 * @param width columns of the whole
 * @param metadata orientation and profile
 * @param first the first picture of an animation; empty without animation
 */
public record WebPChunks(String kind, int height, int width, ImageMetadata metadata, Optional<Frame> first) {

    /** Stored without loss. */
    public static final String LOSSLESS = "a lossless";

    private static final String LOSSY = "a lossy";
    private static final String ANIMATED = "an animated";
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    private static final int MOST_CHUNKS = 1 << 16;
    private static final int FOURTEEN_BITS = 0x3FFF;

    /**
     * A picture of an animation.
     *
     * @param left its first column
     * @param top its first row
     * @param height its rows
     * @param width its columns
     * @param at where its chunks begin in the file
     * @param bytes the bytes of its chunks
     */
    public record Frame(int left, int top, int height, int width, long at, int bytes) {}

    /**
     * Reads the chunks.
     *
     * @param in the file
     * @return the chunks @throws EOFException if it contains no picture
     * @throws IOException if the file cannot be read
     */
    public static WebPChunks read(ImageInputStream in) throws IOException {
        ByteOrder before = in.getByteOrder();
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        try {
            Reading reading = new Reading(in);
            long at = RIFF_HEADER;
            for (int chunk = 0; chunk < MOST_CHUNKS && at >= 0; chunk++) {
                at = reading.next(at);
            }
            if (reading.kind.isEmpty()) {
                throw new EOFException("no picture");
            }
            return new WebPChunks(
                    reading.kind,
                    reading.height,
                    reading.width,
                    new ImageMetadata(reading.orientation, reading.profile),
                    reading.first);
        } finally {
            in.setByteOrder(before);
        }
    }

    private static final class Reading {

        private final ImageInputStream in;
        private String kind = "";
        private int height;
        private int width;
        private Orientation orientation = Orientation.UPRIGHT;
        private Optional<byte[]> profile = Optional.empty();
        private Optional<Frame> first = Optional.empty();

        Reading(ImageInputStream in) {
            this.in = in;
        }

        /** Reads the chunk at a position. Returns the position of the next one, or -1 at the end. */
        long next(long at) throws IOException {
            byte[] name = new byte[4];
            long length;
            try {
                in.seek(at);
                in.readFully(name);
                length = in.readUnsignedInt();
            } catch (EOFException end) {
                return -1;
            }
            take(new String(name, StandardCharsets.ISO_8859_1), at + CHUNK_HEADER, length);
            return at + CHUNK_HEADER + length + (length & 1);
        }

        private void take(String name, long content, long length) throws IOException {
            switch (name) {
                case "VP8X" -> {
                    in.seek(content + 4);
                    width = threeBytes() + 1;
                    height = threeBytes() + 1;
                }
                case "VP8L" -> {
                    found(LOSSLESS);
                    if (width == 0) {
                        in.seek(content + 1);
                        int sizes = in.readInt();
                        width = (sizes & FOURTEEN_BITS) + 1;
                        height = (sizes >> 14 & FOURTEEN_BITS) + 1;
                    }
                }
                case "VP8 " -> {
                    found(LOSSY);
                    if (width == 0) {
                        in.seek(content + 6);
                        width = in.readUnsignedShort() & FOURTEEN_BITS;
                        height = in.readUnsignedShort() & FOURTEEN_BITS;
                    }
                }
                case "ANIM" -> found(ANIMATED);
                case "ANMF" -> frame(content, length);
                case "EXIF" -> exif(content);
                case "ICCP" -> profile(length);
                default -> {}
            }
        }

        private void found(String which) {
            kind = kind.isEmpty() ? which : kind;
        }

        private void frame(long content, long length) throws IOException {
            found(ANIMATED);
            if (first.isEmpty() && length > FRAME_HEADER && length <= Integer.MAX_VALUE) {
                in.seek(content);
                int left = 2 * threeBytes();
                int top = 2 * threeBytes();
                int columns = threeBytes() + 1;
                int rows = threeBytes() + 1;
                first = Optional.of(
                        new Frame(left, top, rows, columns, content + FRAME_HEADER, (int) length - FRAME_HEADER));
            }
        }

        /** Some programs write EXIF's name from JPEG files before it. */
        private void exif(long content) throws IOException {
            in.seek(content);
            boolean named = in.read() == 'E';
            orientation = TiffTags.read(in, content + (named ? 6 : 0)).orientation();
        }

        private void profile(long length) throws IOException {
            if (length <= ImageMetadata.PROFILE_BYTES) {
                byte[] bytes = new byte[(int) length];
                in.readFully(bytes);
                profile = Optional.of(bytes);
            }
        }

        private int threeBytes() throws IOException {
            return in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
        }
    }
}
