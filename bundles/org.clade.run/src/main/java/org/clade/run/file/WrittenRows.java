package org.clade.run.file;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clade.api.part.RefusedException;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileProblem;

/**
 * How far a growing file of rows is on the disk.
 *
 * @param rows how many
 * @param bytes how long the file was with them
 * @param checksum of these bytes, CRC-32C
 * @param counts how many images of each class are in each cluster, at the end and where there are labels; otherwise null
 */
public record WrittenRows(long rows, long bytes, long checksum, int[][] counts) {

    private static final Gson GSON = new Gson();

    /**
     * Writes it.
     *
     * @param file where to
     */
    public void write(Path file) {
        AtomicFile.write(file, GSON.toJson(this) + "\n");
    }

    /**
     * Reads it.
     *
     * @param file where it is
     * @param advice what to do where it is not as it was written, without a full stop
     * @return what the file says
     * @throws RefusedException where it is not there or not as it was written
     */
    public static WrittenRows of(Path file, String advice) {
        try {
            WrittenRows written = GSON.fromJson(Files.readString(file), WrittenRows.class);
            if (written == null || written.rows < 0 || written.bytes < 0) {
                throw new JsonParseException("other keys");
            }
            return written;
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s; %s.".formatted(file, FileProblem.words(file, e), advice), e);
        } catch (JsonParseException e) {
            throw new RefusedException(
                    "%s was edited or damaged: it is not the JSON that was written; %s.".formatted(file, advice), e);
        }
    }
}
