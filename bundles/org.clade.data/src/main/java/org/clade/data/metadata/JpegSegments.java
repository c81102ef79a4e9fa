package org.clade.data.metadata;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.stream.ImageInputStream;

/**
 * The segments before the first scan of a JPEG.
 *
 * @param height rows
 * @param width columns
 * @param channels components of a pixel
 * @param bits bits per value
 * @param process the number of the frame's marker: 0 baseline, 1 extended, 2 progressive, others rare
 * @param metadata orientation and profile
 */
public record JpegSegments(int height, int width, int channels, int bits, int process, ImageMetadata metadata) {

    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int EXIF = 0xE1;
    private static final int PROFILE = 0xE2;
    private static final int MOST_SEGMENTS = 4096;
    private static final int PROGRESSIVE = 2;

    /** {@return whether it is of the common kind: Huffman coded, 8 bits} */
    public boolean common() {
        return process <= PROGRESSIVE && bits == 8;
    }

    /** {@return whether the image is stored in successively finer scans} */
    public boolean progressive() {
        return process == PROGRESSIVE;
    }

    /**
     * Reads the segments.
     *
     * @param in the file, at its start
     * @return the segments; empty if they are damaged or there is no frame
     * @throws IOException if the file cannot be read
     */
    public static Optional<JpegSegments> read(ImageInputStream in) throws IOException {
        Reading reading = new Reading(in);
        try {
            in.seek(2);
            for (int segment = 0; segment < MOST_SEGMENTS && reading.next(); segment++) {
                continue;
            }
        } catch (EOFException e) {
            return Optional.empty();
        }
        return reading.result();
    }

    private static final class Reading {

        private final ImageInputStream in;
        private final SortedMap<Integer, byte[]> profile = new TreeMap<>();
        private Optional<JpegSegments> frame = Optional.empty();
        private Orientation orientation = Orientation.UPRIGHT;
        private int profileBytes;

        Reading(ImageInputStream in) {
            this.in = in;
        }

        Optional<JpegSegments> result() {
            return frame.filter(f -> f.height > 0 && f.width > 0)
                    .map(f -> new JpegSegments(
                            f.height,
                            f.width,
                            f.channels,
                            f.bits,
                            f.process,
                            new ImageMetadata(orientation, joined())));
        }

        /** Reads a segment. Returns whether others may follow. */
        boolean next() throws IOException {
            int marker = in.readUnsignedByte();
            if (marker != 0xFF) {
                return true; // bytes between segments, which decoders skip
            }
            do {
                marker = in.readUnsignedByte();
            } while (marker == 0xFF);
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                return false;
            }
            if (marker <= 1 || marker >= 0xD0 && marker < END_OF_IMAGE) {
                return true; // without content
            }
            long content = in.getStreamPosition() + 2;
            int length = in.readUnsignedShort() - 2;
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                int bits = in.readUnsignedByte();
                int height = in.readUnsignedShort();
                int width = in.readUnsignedShort();
                frame = Optional.of(new JpegSegments(
                        height, width, in.readUnsignedByte(), bits, marker - 0xC0, ImageMetadata.NONE));
            } else if (marker == EXIF && starts("Exif\0\0", length)) {
                orientation = TiffTags.read(in, content + 6).orientation();
            } else if (marker == PROFILE && starts("ICC_PROFILE\0", length)) {
                int number = in.readUnsignedByte();
                in.readUnsignedByte();
                byte[] part = new byte[Math.max(0, length - 14)];
                in.readFully(part);
                if (profile.putIfAbsent(number, part) == null) {
                    profileBytes += part.length;
                }
            }
            in.seek(content + Math.max(0, length));
            return profileBytes <= ImageMetadata.PROFILE_BYTES;
        }

        private boolean starts(String name, int length) throws IOException {
            byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
            byte[] found = new byte[Math.max(0, Math.min(length, wanted.length))];
            in.readFully(found);
            return Arrays.equals(wanted, found);
        }

        private Optional<byte[]> joined() {
            if (profile.isEmpty()) {
                return Optional.empty();
            }
            byte[] all = new byte[profileBytes];
            int at = 0;
            for (byte[] part : profile.values()) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
            return Optional.of(all);
        }
    }
}
