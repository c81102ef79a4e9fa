package org.clade.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether the end of an image file is missing, by what its format says that the end looks like. */
final class FileEnd {

    /** So many bytes at the end are looked at; programs put other things behind an image. */
    static final int TAIL = 4096;

    private FileEnd() {}

    /** {@return whether the end is missing, so far as the format can tell} */
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
