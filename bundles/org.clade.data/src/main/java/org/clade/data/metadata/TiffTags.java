package org.clade.data.metadata;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** Reads two tags of the first directory of a TIFF file, or of EXIF, which is a TIFF inside another file. It skips other tags. */
public final class TiffTags {

    private static final int ORIENTATION = 274;
    private static final int PROFILE = 34_675;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;

    private TiffTags() {}

    /**
     * Reads the tags.
     *
     * @param in the file
     * @param start where the TIFF header begins
     * @return the metadata; empty if the tags are missing or damaged
     * @throws IOException if the file cannot be read
     */
    public static ImageMetadata read(ImageInputStream in, long start) throws IOException {
        ByteOrder before = in.getByteOrder();
        try {
            in.seek(start);
            int order = in.readUnsignedShort();
            in.setByteOrder(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            if (in.readUnsignedShort() != 42) {
                return ImageMetadata.NONE;
            }
            return directory(in, start, start + in.readUnsignedInt());
        } catch (EOFException e) {
            return ImageMetadata.NONE;
        } finally {
            in.setByteOrder(before);
        }
    }

    private static ImageMetadata directory(ImageInputStream in, long start, long at) throws IOException {
        in.seek(at);
        int entries = in.readUnsignedShort();
        Orientation orientation = Orientation.UPRIGHT;
        Optional<byte[]> profile = Optional.empty();
        for (int entry = 0; entry < entries; entry++) {
            in.seek(at + 2 + (long) entry * ENTRY_BYTES);
            int tag = in.readUnsignedShort();
            int type = in.readUnsignedShort();
            long count = in.readUnsignedInt();
            if (tag == ORIENTATION && type == SHORT && count == 1) {
                orientation = Orientation.of(in.readUnsignedShort());
            } else if (tag == PROFILE && count > 4 && count <= ImageMetadata.PROFILE_BYTES) {
                byte[] bytes = new byte[(int) count];
                in.seek(start + in.readUnsignedInt());
                in.readFully(bytes);
                profile = Optional.of(bytes);
            }
        }
        return new ImageMetadata(orientation, profile);
    }
}
