package org.clade.data.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.part.RefusedException;

/**
 * A file of records of one length, each with one image.
 *
 * @param file the file
 * @param header bytes before the first record
 * @param records how many records
 * @param recordBytes bytes of each
 * @param imageAt the offset of the image in a record; it ends with the record
 */
public record RecordFile(DataFile file, int header, int records, int recordBytes, int imageAt) {

    /** The largest number of records to pass on at once. */
    static final int CHUNK = 512;

    /** Receives records in order. */
    @FunctionalInterface
    public interface Chunks {
        /**
         * Receives some records.
         *
         * @param bytes the records, one after the other; reused for the next ones
         * @param first the number of the first of them
         * @param count how many
         */
        void take(byte[] bytes, int first, int count);
    }

    /** {@return this file, after a check of its size} */
    public RecordFile requireSize(String reason) {
        file.requireSize(header + (long) records * recordBytes, reason);
        return this;
    }

    /** Reads all records, some hundred at a time. */
    public void read(Chunks chunks) {
        byte[] bytes = new byte[Math.min(CHUNK, records) * recordBytes];
        try (InputStream in = file.open()) {
            in.skipNBytes(header);
            for (int first = 0; first < records; first += CHUNK) {
                int count = Math.min(CHUNK, records - first);
                if (in.readNBytes(bytes, 0, count * recordBytes) < count * recordBytes) {
                    throw new EOFException();
                }
                chunks.take(bytes, first, count);
            }
            file.requireEnd(in);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    /**
     * Reads one byte of every record as a label.
     *
     * @param at its offset in a record
     * @param first the label of the first class
     * @param classes how many classes there are
     * @return the classes, from 0
     */
    public int[] labels(int at, int first, int classes) {
        int[] labels = new int[records];
        read((bytes, start, count) -> {
            for (int i = 0; i < count; i++) {
                int label = (bytes[i * recordBytes + at] & 0xFF) - first;
                if (label < 0 || label >= classes) {
                    throw new RefusedException(
                            "“%s” has the label %s at image %s, but labels go from %s to %s; fetch the file again."
                                    .formatted(file, label + first, start + i, first, first + classes - 1));
                }
                labels[start + i] = label;
            }
        });
        return labels;
    }

    /** {@return the labels of several files, one after the other} */
    public static int[] labels(List<RecordFile> files, int at, int first, int classes) {
        return files.stream()
                .flatMapToInt(file -> IntStream.of(file.labels(at, first, classes)))
                .toArray();
    }
}
