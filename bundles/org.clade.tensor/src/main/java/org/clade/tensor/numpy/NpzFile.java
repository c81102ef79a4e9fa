package org.clade.tensor.numpy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.clade.api.part.RefusedException;

/**
 * An archive of arrays, as {@code numpy.savez} and {@code numpy.savez_compressed} write it, also with the long sizes of zip64.
 *
 * @param file the file
 * @param mostInMemory arrays of more bytes are unpacked into a temporary file, not into memory
 */
public record NpzFile(Path file, long mostInMemory) {

    private static final String ENDING = ".npy";
    private static final long USUAL = 1 << 26;

    /**
     * An archive with the usual limit, 67 MB.
     *
     * @param file the file
     */
    public NpzFile(Path file) {
        this(file, USUAL);
    }

    /**
     * The names of the arrays.
     *
     * @return the names without {@code .npy}, in order
     * @throws IOException if the file is no zip archive or cannot be read
     */
    public List<String> names() throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            return archive.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Opens an array. It is unpacked when its values are asked for.
     *
     * @param array its name
     * @return the array
     * @throws IOException if it cannot be read
     * @throws RefusedException as {@link NpyArray#open} does; reading values refuses an array of another size than the archive says
     */
    public NpyArray open(String array) throws IOException {
        ZipContent content = new ZipContent(file, array + ENDING, mostInMemory);
        return NpyArray.open(content.toString(), content);
    }
}
