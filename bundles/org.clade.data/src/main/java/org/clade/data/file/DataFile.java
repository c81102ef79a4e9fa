package org.clade.data.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.clade.api.part.RefusedException;

/**
 * A file of an image set: plain, compressed with gzip, or a member of a zip archive.
 *
 * @param path its path
 * @param member the member of the archive {@code path}; empty if {@code path} is no archive
 * @param md5 the expected MD5 of its content, in hexadecimal digits; empty if unknown
 */
public record DataFile(Path path, Optional<String> member, Optional<String> md5) {

    private static final String PACKED = ".gz";
    private static final int GZIP_TRAILER = 4;

    /** How many bytes beyond the expected size are unpacked to count them, because a packed file may hold far more. */
    private static final long COUNTED_BEYOND = 1 << 20;

    /** {@return a file outside an archive, with any MD5} */
    public static DataFile at(Path path) {
        return new DataFile(path, Optional.empty(), Optional.empty());
    }

    /** {@return a member of a zip archive} */
    public static DataFile in(Path archive, String member) {
        return new DataFile(archive, Optional.of(member), Optional.empty());
    }

    /** {@return the first of these files that exists, with or without {@code .gz}} */
    public static Optional<DataFile> find(Path folder, String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(folder.resolve(name), folder.resolve(name + PACKED)))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(DataFile::at);
    }

    /** {@return a file that a half of a set needs} */
    public static DataFile require(Path folder, String name, Half half) {
        return find(folder, name)
                .orElseThrow(() -> new RefusedException(
                        "“%s” is missing in “%s”, but the %s images need it; add it, or use the split %s if that is complete."
                                .formatted(
                                        name, folder, half.word(), half.other().word())));
    }

    /** {@return the same file with an MD5 that is checked at each complete read} */
    public DataFile withMd5(String expected) {
        return new DataFile(path, member, Optional.ofNullable(expected));
    }

    /** {@return the name of the content: that of the file without {@code .gz}, or that of the member} */
    public String contentName() {
        String name = member.orElse(path.getFileName().toString());
        return name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
    }

    /** {@return the unpacked content; the end of the stream fails if the checksum differs} */
    public InputStream open() throws IOException {
        InputStream in = member.isPresent()
                ? openMember(member.get())
                : new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        try {
            InputStream content = compressed() ? new GZIPInputStream(in, 1 << 16) : in;
            return md5.isEmpty() ? content : new CheckedContent(content, md5.get());
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private InputStream openMember(String name) throws IOException {
        ZipFile archive = new ZipFile(path.toFile());
        try {
            return new FilterInputStream(archive.getInputStream(entry(archive, name))) {
                @Override
                public void close() throws IOException {
                    try (archive) {
                        super.close();
                    }
                }
            };
        } catch (IOException e) {
            archive.close();
            throw e;
        }
    }

    private static ZipEntry entry(ZipFile archive, String name) throws ZipException {
        ZipEntry entry = archive.getEntry(name);
        if (entry == null) {
            throw new ZipException("it has no member " + name);
        }
        return entry;
    }

    /** {@return the first bytes; fewer if the file is shorter} */
    public byte[] head(int bytes) {
        try (InputStream in = open()) {
            return in.readNBytes(bytes);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Reads all bytes, unpacked.
     *
     * @param expected how many there should be; it reads no more
     * @return the bytes
     * @throws RefusedException if the number differs
     */
    public byte[] bytes(int expected) {
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes(expected);
            if (bytes.length < expected) {
                throw new EOFException();
            }
            requireEnd(in);
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Checks that the file ends here, which also compares checksums. */
    void requireEnd(InputStream in) throws IOException {
        if (in.read() >= 0) {
            throw new RefusedException("“%s” holds more than its header says; fetch the file again.".formatted(this));
        }
    }

    /**
     * Checks the unpacked size of the file.
     *
     * @param expected its expected size in bytes
     * @param reason the reason for this size, for instance {@code 60000 images of 28×28}
     */
    public void requireSize(long expected, String reason) {
        try {
            long size = likelySize();
            if (size != expected && compressed()) {
                size = countedSize(expected + COUNTED_BEYOND);
            }
            if (size != expected) {
                throw new RefusedException("“%s” is %s: %s make %s bytes, but it holds %s%s; fetch the file again."
                        .formatted(
                                this,
                                size < expected ? "cut short" : "too long",
                                reason,
                                expected,
                                size > expected + COUNTED_BEYOND ? "more than " : "",
                                Math.min(size, expected + COUNTED_BEYOND)));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** {@return a refusal with the reason why the file cannot be read} */
    public RefusedException unreadable(IOException e) {
        String why = e instanceof EOFException
                ? "it is cut short"
                : e instanceof ZipException
                        ? "it is not a %s, or damaged (%s)"
                                .formatted(compressed() ? "gzip file" : "zip archive", e.getMessage())
                        : e instanceof CheckedContent.ContentDiffersException
                                ? e.getMessage()
                                : e instanceof AccessDeniedException
                                        ? "this user may not read it"
                                        : "the system reports an error in reading it";
        return new RefusedException("“%s” cannot be read: %s; fetch the file again.".formatted(this, why), e);
    }

    private boolean compressed() {
        return member.isEmpty() && path.getFileName().toString().endsWith(PACKED);
    }

    /**
     * The size of the content from the file itself: a gzip file's last four bytes hold its unpacked size, unless it has several members.
     */
    long likelySize() throws IOException {
        if (member.isPresent()) {
            try (ZipFile archive = new ZipFile(path.toFile())) {
                return entry(archive, member.get()).getSize();
            }
        }
        long size = Files.size(path);
        if (!compressed() || size < GZIP_TRAILER) {
            return size;
        }
        try (FileChannel channel = FileChannel.open(path)) {
            ByteBuffer trailer = ByteBuffer.allocate(GZIP_TRAILER).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(trailer, size - GZIP_TRAILER);
            return Integer.toUnsignedLong(trailer.getInt(0));
        }
    }

    /** {@return the unpacked size, counted up to a limit plus one byte} */
    private long countedSize(long most) throws IOException {
        try (InputStream in = open()) {
            byte[] bytes = new byte[1 << 16];
            long size = 0;
            for (int read; size <= most && (read = in.read(bytes)) >= 0; ) {
                size += read;
            }
            return size;
        }
    }

    /** {@return the path, followed by the member of the archive if it has a name} */
    @Override
    public String toString() {
        return path
                + member.filter(name -> !name.isEmpty()).map(name -> "/" + name).orElse("");
    }
}
