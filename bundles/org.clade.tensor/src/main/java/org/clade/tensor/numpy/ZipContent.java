package org.clade.tensor.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.clade.api.part.RefusedException;

/**
 * A member of a zip archive. Its first bytes are read alone; what lies beyond them unpacks the member once, small ones into memory,
 * others into a file that ends with Clade.
 */
final class ZipContent implements ByteContent {

    /** Enough for a header. */
    private static final int HEAD = 1 << 17;

    private static final int BLOCK = 1 << 16;

    private final Path archive;
    private final String member;
    private final long mostInMemory;
    private final long size;
    private ByteContent unpacked;

    /**
     * A member of an archive.
     *
     * @param archive the archive
     * @param member the member's name
     * @param mostInMemory members of more bytes are unpacked into a file
     */
    ZipContent(Path archive, String member, long mostInMemory) throws IOException {
        this.archive = archive;
        this.member = member;
        this.mostInMemory = mostInMemory;
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            this.size = entry(zip).getSize();
        }
    }

    private ZipEntry entry(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(member);
        if (entry == null) {
            throw new ZipException("it has no member " + member);
        }
        return entry;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized ByteBuffer bytes(long from, int count) throws IOException {
        if (unpacked == null && from + count <= HEAD && from + count < size) {
            try (ZipFile zip = new ZipFile(archive.toFile());
                    InputStream in = zip.getInputStream(entry(zip))) {
                byte[] bytes = in.readNBytes((int) from + count);
                if (bytes.length < from + count) {
                    throw new EOFException(this + " is cut short");
                }
                return ByteBuffer.wrap(bytes).slice((int) from, count);
            }
        }
        if (unpacked == null) {
            unpacked = unpack();
        }
        return unpacked.bytes(from, count);
    }

    private ByteContent unpack() throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile());
                InputStream in = zip.getInputStream(entry(zip))) {
            if (size <= mostInMemory) {
                byte[] bytes = in.readNBytes((int) size);
                requireSize(bytes.length + (in.read() < 0 ? 0 : 1));
                return ByteContent.of(bytes);
            }
            Path file = Files.createTempFile("clade-", ".npy");
            file.toFile().deleteOnExit();
            long written = 0;
            try (OutputStream out = Files.newOutputStream(file)) {
                byte[] block = new byte[BLOCK];
                for (int read; written <= size && (read = in.read(block)) >= 0; written += read) {
                    out.write(block, 0, read);
                }
            }
            requireSize(written);
            return ByteContent.of(file);
        }
    }

    private void requireSize(long found) {
        if (found != size) {
            throw new RefusedException("“%s” has %s bytes than the %s that the archive says; fetch the file again."
                    .formatted(this, found < size ? "fewer" : "more", size));
        }
    }

    /** {@return the archive with the member} */
    @Override
    public String toString() {
        return archive + "/" + member;
    }
}
