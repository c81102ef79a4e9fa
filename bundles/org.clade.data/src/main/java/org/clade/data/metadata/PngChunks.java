package org.clade.data.metadata;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import javax.imageio.stream.ImageInputStream;

/** Finds EXIF and color profile in the chunks of a PNG file. */
public final class PngChunks {

    private static final int SIGNATURE = 8;
    private static final int AROUND = 12;

    private PngChunks() {}

    /**
     * Reads the chunks.
     *
     * @param in the file
     * @return the metadata; empty if they are damaged
     * @throws IOException if the file cannot be read
     */
    public static ImageMetadata read(ImageInputStream in) throws IOException {
        Orientation orientation = Orientation.UPRIGHT;
        Optional<byte[]> profile = Optional.empty();
        try {
            byte[] name = new byte[4];
            for (long at = SIGNATURE; ; ) {
                in.seek(at);
                long length = in.readUnsignedInt();
                in.readFully(name);
                switch (new String(name, StandardCharsets.ISO_8859_1)) {
                    case "eXIf" -> orientation = TiffTags.read(in, at + 8).orientation();
                    case "iCCP" -> profile = profile(in, length);
                    case "IEND" -> {
                        return new ImageMetadata(orientation, profile);
                    }
                    default -> {}
                }
                at += AROUND + length;
            }
        } catch (EOFException e) {
            return new ImageMetadata(orientation, profile);
        }
    }

    /** A name, a zero, the method and the packed profile. */
    private static Optional<byte[]> profile(ImageInputStream in, long length) throws IOException {
        if (length > ImageMetadata.PROFILE_BYTES) {
            return Optional.empty();
        }
        byte[] content = new byte[(int) length];
        in.readFully(content);
        int from = 0;
        while (from < content.length && content[from] != 0) {
            from++;
        }
        from += 2;
        if (from >= content.length) {
            return Optional.empty();
        }
        try (InflaterInputStream packed =
                new InflaterInputStream(new ByteArrayInputStream(content, from, content.length - from))) {
            return Optional.of(packed.readNBytes(ImageMetadata.PROFILE_BYTES));
        } catch (IOException e) {
            return Optional.empty(); // a damaged profile counts as none
        }
    }
}
