package org.clade.data.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A stream that fails at its end if its content does not have the expected MD5. */
final class CheckedContent extends FilterInputStream {

    private final MessageDigest digest;
    private final String expected;
    private boolean compared;

    CheckedContent(InputStream in, String expected) {
        this(in, md5(), expected);
    }

    private CheckedContent(InputStream in, MessageDigest digest, String expected) {
        super(new DigestInputStream(in, digest));
        this.digest = digest;
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value < 0) {
            compare();
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0) {
            compare();
        }
        return count;
    }

    /** Skips by reading, so that the checksum includes all bytes. */
    @Override
    public long skip(long count) throws IOException {
        return in.readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void compare() throws ContentDiffersException {
        if (compared) {
            return;
        }
        compared = true;
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(expected)) {
            throw new ContentDiffersException(
                    "its content differs from the official file's (MD5 %s instead of %s)".formatted(found, expected));
        }
    }

    /** {@return the MD5 of a file's content in hexadecimal digits} */
    static String md5(DataFile file) {
        MessageDigest digest = md5();
        try (InputStream in = new DigestInputStream(file.open(), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java machine knows MD5", e);
        }
    }

    /** Thrown when the content differs from the expected one. */
    static final class ContentDiffersException extends IOException {

        private static final long serialVersionUID = 1L;

        ContentDiffersException(String sentence) {
            super(sentence);
        }
    }
}
