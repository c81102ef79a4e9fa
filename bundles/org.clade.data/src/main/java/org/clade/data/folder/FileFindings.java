package org.clade.data.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.clade.data.image.Header;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.UnreadableImageException;

/**
 * The result of opening an image file, as cached for the next time.
 *
 * @param header the header; with size 0 if the file cannot be read
 * @param usedBits the number of used bits, if it was determined
 * @param reason why the file cannot be read; empty if it can
 */
record FileFindings(Header header, int usedBits, String reason) {

    /** The length of findings in bytes; longer ones are not cached. */
    static final int BYTES = 256;

    private static final int SIXTEEN = 16;

    /** Reads all of an image, so that damage anywhere in it is found. */
    @FunctionalInterface
    interface WholeImage {
        void read(Path file) throws IOException;
    }

    /**
     * Inspects a file.
     *
     * @param decoder decodes it
     * @param file the file
     * @param whole reads all of it; empty if its header is enough
     * @return the findings
     * @throws NoSuchFileException if the file no longer exists
     */
    static FileFindings of(ImageDecoder decoder, Path file, Optional<WholeImage> whole) throws IOException {
        try {
            Header header = decoder.header(file);
            boolean deep = header.bits() == SIXTEEN;
            if (whole.isPresent()) {
                whole.get().read(file);
            }
            return new FileFindings(header, deep ? decoder.usedBits(file) : 0, "");
        } catch (UnreadableImageException e) {
            return new FileFindings(new Header(0, 0, false, 0), 0, e.getMessage());
        }
    }

    /** {@return the findings as bytes} */
    byte[] bytes() {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(BYTES, 6 * Integer.BYTES + words.length));
        bytes.putInt(header.height())
                .putInt(header.width())
                .putInt(header.gray() ? 1 : 0)
                .putInt(header.bits());
        bytes.putInt(usedBits).putInt(words.length).put(words);
        return bytes.array();
    }

    /**
     * Reads findings from bytes.
     *
     * @param found the bytes @return the findings of a readable file
     * @throws UnreadableImageException if the file is unreadable
     */
    static FileFindings of(byte[] found) throws UnreadableImageException {
        ByteBuffer bytes = ByteBuffer.wrap(found);
        Header header = new Header(bytes.getInt(), bytes.getInt(), bytes.getInt() == 1, bytes.getInt());
        int usedBits = bytes.getInt();
        byte[] words = new byte[bytes.getInt()];
        bytes.get(words);
        if (words.length > 0) {
            throw new UnreadableImageException(new String(words, StandardCharsets.UTF_8));
        }
        return new FileFindings(header, usedBits, "");
    }
}
