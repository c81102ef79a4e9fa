package org.clade.run.file;

import com.google.gson.Gson;
import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.clade.base.file.AtomicFile;

/**
 * A zip file with the SHA-256 of each entry in its entry {@value #CHECKSUMS}, whose own SHA-256 is the comment of the zip file.
 * Opening it checks all of it. It stays readable after its name is deleted.
 */
public final class ChecksummedZip implements AutoCloseable {

    private static final String CHECKSUMS = "checksums.json";
    private static final int PIECE = 1 << 16;
    private static final int MOST_JSON = 1 << 24;
    private static final Gson GSON = new Gson();

    /**
     * The content of {@value #CHECKSUMS}.
     *
     * @param sha256 the checksum of each entry, by name
     */
    private record Checksums(Map<String, String> sha256) {}

    private final Path file;
    private final ZipFile zip;

    private ChecksummedZip(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /**
     * Opens a file and checks all of it.
     *
     * @param file the file
     * @param advice what to do if it is damaged, without a period
     * @return the file, closed by the caller
     * @throws NoSuchFileException if the file does not exist
     * @throws DamagedFileException if the content of an entry has changed
     */
    public static ChecksummedZip open(Path file, String advice) throws NoSuchFileException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new NoSuchFileException(file.toString());
        } catch (IOException | RuntimeException e) { // the JDK throws various exceptions
            throw new DamagedFileException(file, "it is not a complete zip file", advice, e);
        }
        try {
            problem(zip).ifPresent(reason -> {
                throw new DamagedFileException(file, reason, advice, null);
            });
            return new ChecksummedZip(file, zip);
        } catch (RuntimeException e) {
            close(zip);
            throw e;
        }
    }

    /** {@return the fault of a file, with the name of the entry} */
    private static Optional<String> problem(ZipFile zip) {
        Map<String, String> expected;
        try {
            ZipEntry entry = zip.getEntry(CHECKSUMS);
            if (entry == null) {
                return Optional.of(
                        "its entry %s is missing; earlier versions of Clade did not write it".formatted(CHECKSUMS));
            }
            byte[] json = zip.getInputStream(entry).readNBytes(MOST_JSON);
            if (!DigestUtils.sha256Hex(json).equals(zip.getComment())) {
                return Optional.of(changed(CHECKSUMS));
            }
            Checksums checksums = GSON.fromJson(new String(json, StandardCharsets.UTF_8), Checksums.class);
            expected = new TreeMap<>(checksums.sha256());
        } catch (IOException | RuntimeException e) {
            return Optional.of(changed(CHECKSUMS));
        }
        Set<String> names = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> !name.equals(CHECKSUMS))
                .collect(Collectors.toCollection(TreeSet::new));
        if (zip.size() != expected.size() + 1 || !names.equals(expected.keySet())) {
            Set<String> missing = new TreeSet<>(expected.keySet());
            missing.removeAll(names);
            return Optional.of(
                    missing.isEmpty()
                            ? "it has unknown entries"
                            : "its entry %s is missing".formatted(String.join(", ", missing)));
        }
        return expected.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(digest(zip, entry.getKey())))
                .map(entry -> changed(entry.getKey()))
                .findFirst();
    }

    private static String changed(String entry) {
        return "the content of its entry %s has changed (SHA-256)".formatted(entry);
    }

    private static String digest(ZipFile zip, String name) {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            MessageDigest digest = DigestUtils.getSha256Digest();
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
            return Hex.encodeHexString(digest.digest());
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    /** {@return the file} */
    public Path file() {
        return file;
    }

    /**
     * Reads an entry.
     *
     * @param name its name
     * @return its content, closed by the caller; empty if the entry does not exist
     * @throws IOException if reading fails
     */
    public Optional<InputStream> entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return entry == null ? Optional.empty() : Optional.of(zip.getInputStream(entry));
    }

    @Override
    public void close() {
        close(zip);
    }

    private static void close(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            return; // read only
        }
    }

    /** Writes such a file. */
    public static final class Writer implements AutoCloseable {

        private final ZipOutputStream zip;
        private final Map<String, String> checksums = new TreeMap<>();

        /**
         * A writer without compression.
         *
         * @param out closed with the writer
         */
        public Writer(OutputStream out) {
            zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.NO_COMPRESSION);
        }

        /**
         * Writes an entry.
         *
         * @param name its name
         * @param content writes the content
         * @throws IOException if writing fails
         */
        public void put(String name, AtomicFile.Content content) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            DigestingStream out = new DigestingStream(zip);
            content.writeTo(out);
            zip.closeEntry();
            checksums.put(name, out.hex());
        }

        /**
         * Writes the checksums and ends the file. Without them the file is incomplete.
         *
         * @throws IOException if writing fails
         */
        public void finish() throws IOException {
            byte[] json = GSON.toJson(new Checksums(checksums)).getBytes(StandardCharsets.UTF_8);
            zip.putNextEntry(new ZipEntry(CHECKSUMS));
            zip.write(json);
            zip.closeEntry();
            zip.setComment(DigestUtils.sha256Hex(json));
            zip.finish();
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /** Computes the digest of all written bytes, and leaves the file open. */
    private static final class DigestingStream extends FilterOutputStream {

        private final MessageDigest digest = DigestUtils.getSha256Digest();

        DigestingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            digest.update((byte) value);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }

        String hex() {
            return Hex.encodeHexString(digest.digest());
        }
    }
}
