package org.clade.hazelcast.work;

import com.hazelcast.map.IMap;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/** Folders in the cluster: each a zip file in pieces of a megabyte, so that no message is large. */
final class FolderStore {

    private static final int PIECE = 1 << 20;

    private final IMap<String, String> folders;
    private final IMap<String, byte[]> pieces;

    FolderStore(IMap<String, String> folders, IMap<String, byte[]> pieces) {
        this.folders = folders;
        this.pieces = pieces;
    }

    /**
     * Packs a folder.
     *
     * @param folder the folder
     * @param files which of its files, by their paths relative to it
     * @param zip the file to write; equal folders give equal files
     * @throws IOException if reading or writing fails
     */
    static void pack(Path folder, Predicate<Path> files, Path zip) throws IOException {
        try (Stream<Path> all = Files.walk(folder);
                ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip)))) {
            out.setLevel(Deflater.BEST_SPEED);
            List<Path> chosen = all.filter(Files::isRegularFile)
                    .filter(file -> files.test(folder.relativize(file)))
                    .sorted()
                    .toList();
            for (Path file : chosen) {
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
                entry.setTime(0);
                out.putNextEntry(entry);
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    /**
     * Unpacks a folder.
     *
     * @param zip what {@link #pack} wrote
     * @param folder the folder to make; a name that leads out of it is refused
     * @throws IOException if reading or writing fails
     */
    static void unpack(Path zip, Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Files.createDirectories(root);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = root.resolve(entry.getName()).normalize();
                if (!file.startsWith(root) || entry.isDirectory()) {
                    throw new IOException("The name " + entry.getName() + " leads out of its folder");
                }
                Files.createDirectories(file.getParent());
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * Puts a file into the cluster. Its last step makes it visible.
     *
     * @param owner the job or the item that it belongs to
     * @param zip the file
     * @param between is called after each piece
     * @return its key, the same for the same content of an owner
     * @throws IOException if reading fails
     */
    String put(String owner, Path zip, Runnable between) throws IOException {
        String sha256 = new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(zip.toFile());
        String key = owner + "|" + sha256;
        if (folders.containsKey(key)) {
            return key;
        }
        int count = 0;
        try (InputStream in = Files.newInputStream(zip)) {
            byte[] buffer = new byte[PIECE];
            for (int read = in.readNBytes(buffer, 0, PIECE); read > 0; read = in.readNBytes(buffer, 0, PIECE)) {
                pieces.set(key + "|" + count, Arrays.copyOf(buffer, read));
                count++;
                between.run();
            }
        }
        folders.set(key, String.valueOf(count));
        return key;
    }

    /**
     * Gets a file from the cluster.
     *
     * @param key its key
     * @param zip the file to write
     * @return whether it is whole
     * @throws IOException if writing fails
     */
    boolean get(String key, Path zip) throws IOException {
        String count = folders.get(key);
        if (count == null) {
            return false;
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip))) {
            for (int piece = 0; piece < Integer.parseInt(count); piece++) {
                byte[] bytes = pieces.get(key + "|" + piece);
                if (bytes == null) {
                    return false;
                }
                out.write(bytes);
            }
        }
        String sha256 = new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(zip.toFile());
        return key.endsWith("|" + sha256);
    }

    /** Forgets the files of an owner. */
    void forget(String owner) {
        String prefix = owner + "|";
        folders.keySet().stream().filter(key -> key.startsWith(prefix)).forEach(folders::delete);
        pieces.keySet().stream().filter(key -> key.startsWith(prefix)).forEach(pieces::delete);
    }
}
