package org.clade.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Detects a missing end of an image file, by the end marker of its format. */
final class FileEnd {

    /** How many bytes at the end to search, because programs append other data to an image. */
    static final int TAIL = 4096;

    private FileEnd() {}

    /** {@return whether the end is missing, as far as the format shows it} */
    static boolean missing(Path file, ImageFormat format) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            ByteBuffer head = read(channel, 0, 16);
            String tail = ImageFormat.text(
                    read(channel, Math.max(0, size - TAIL), TAIL).array());
            return switch (format) {
                case JPEG -> !tail.contains("\u00FF\u00D9");
                case PNG -> !tail.contains("IEND\u00AEB`\u0082");
                case GIF -> !tail.contains(";");
                case BMP -> head.remaining() < 6 || size < Integer.toUnsignedLong(head.getInt(2));
                case WEBP -> head.remaining() < 8 || size < 8 + Integer.toUnsignedLong(head.getInt(4));
                case TIFF, PNM -> false;
            };
        }
    }

    private static ByteBuffer read(SeekableByteChannel channel, long from, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, Math.max(0, channel.size() - from)))
                .order(ByteOrder.LITTLE_ENDIAN);
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            continue;
        }
        return bytes.flip();
    }
}
