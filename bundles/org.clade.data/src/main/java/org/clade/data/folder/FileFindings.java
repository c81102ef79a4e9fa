package org.clade.data.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.clade.data.image.Header;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.UnreadableImageException;

/**
 * What opening an image file finds, as it is kept for the next time.
 *
 * @param header the header; of no size where the file cannot be read
 * @param usedBits the bits that are used, where that was looked at
 * @param reason why the file cannot be read; empty if it can
 */
record FileFindings(Header header, int usedBits, String reason) {

    /** The length of findings as bytes; what does not fit is not kept. */
    static final int BYTES = 256;

    private static final int SIXTEEN = 16;

    /**
     * Looks at a file.
     *
     * @param decoder decodes it
     * @param file the file
     * @param whole whether all of it is decoded, not only its header
     * @return what was found
     * @throws NoSuchFileException if the file is no longer there
     */
    static FileFindings of(ImageDecoder decoder, Path file, boolean whole) throws IOException {
        try {
            Header header = decoder.header(file);
            boolean deep = header.bits() == SIXTEEN;
            return new FileFindings(header, whole || deep ? decoder.usedBits(file) : 0, "");
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
     * Takes findings from bytes.
     *
     * @param found the bytes
     * @return the findings of a file that can be read
     * @throws UnreadableImageException if it cannot
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
