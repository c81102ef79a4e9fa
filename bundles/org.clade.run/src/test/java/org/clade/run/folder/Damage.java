package org.clade.run.folder;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Typical damage of files by disks, copies and users. */
public final class Damage {

    private static final int BLOCK = 4096;

    private Damage() {}

    /** Flips the lowest bit of a byte. */
    public static void flip(Path file, long place) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) place] ^= 1;
        Files.write(file, bytes);
    }

    /** Truncates the file to its first bytes. */
    public static void cut(Path file, long bytes) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) bytes));
    }

    /** Fills some bytes with zeros, at most to the end of the file. */
    public static void zero(Path file, long from) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, (int) from, (int) Math.min(bytes.length, from + BLOCK), (byte) 0);
        Files.write(file, bytes);
    }

    /** {@return the entries of a zip file in order} */
    public static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    /** Writes a zip file with other entries, and the comment that it had. */
    public static void rewrite(Path file, Map<String, byte[]> entries) throws IOException {
        String comment;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            comment = zip.getComment();
        }
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
            zip.setComment(comment);
        }
    }

    /** Exchanges the content of two entries of a zip file. */
    public static void swap(Path file, String one, String other) throws IOException {
        Map<String, byte[]> entries = entries(file);
        byte[] content = entries.get(one);
        entries.put(one, entries.get(other));
        entries.put(other, content);
        rewrite(file, entries);
    }

    /** {@return all files below a folder, in order} */
    public static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Copies a folder. */
    public static void copy(Path folder, Path to) throws IOException {
        for (Path file : files(folder)) {
            Path copy = to.resolve(folder.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }
}
