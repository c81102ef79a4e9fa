package org.clade.run.prediction;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clade.api.part.RefusedException;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileProblem;

/**
 * How far the assignments of a prediction are on the disk, in {@value #FILE}.
 *
 * @param rows how many images
 * @param bytes how long the file was with them
 * @param checksum of these bytes, CRC-32C
 * @param counts how many images of each class are in each cluster, at the end and where there are labels; otherwise null
 */
record WrittenRows(long rows, long bytes, long checksum, int[][] counts) {

    /** The file. */
    static final String FILE = "position.json";

    private static final Gson GSON = new Gson();

    /** Writes it. */
    void write(Path folder) {
        AtomicFile.write(folder.resolve(FILE), GSON.toJson(this) + "\n");
    }

    /** {@return what a folder says} */
    static WrittenRows of(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            WrittenRows written = GSON.fromJson(Files.readString(file), WrittenRows.class);
            if (written == null || written.rows < 0 || written.bytes < 0) {
                throw new JsonParseException("other keys");
            }
            return written;
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s; start the prediction again.".formatted(file, FileProblem.words(file, e)),
                    e);
        } catch (JsonParseException e) {
            throw new RefusedException(
                    "%s was edited or damaged: it is not the JSON that was written; start the prediction again."
                            .formatted(file),
                    e);
        }
    }
}
