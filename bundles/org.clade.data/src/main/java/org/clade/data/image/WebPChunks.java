package org.clade.data.image;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/** Looks through the chunks of a WebP file for the way its pixels are stored. */
final class WebPChunks {

    /** Stored without loss. */
    static final String LOSSLESS = "a lossless";

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;

    private WebPChunks() {}

    /** {@return {@code a lossless}, {@code a lossy} or {@code an animated}} */
    static String kind(ImageInputStream in) throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        try {
            byte[] name = new byte[4];
            for (long at = RIFF_HEADER; ; ) {
                in.seek(at);
                in.readFully(name);
                switch (ImageFormat.text(name)) {
                    case "VP8L":
                        return LOSSLESS;
                    case "VP8 ":
                        return "a lossy";
                    case "ANIM", "ANMF":
                        return "an animated";
                    default:
                        long length = in.readUnsignedInt();
                        at += CHUNK_HEADER + length + (length & 1);
                }
            }
        } finally {
            in.setByteOrder(ByteOrder.BIG_ENDIAN);
        }
    }
}
