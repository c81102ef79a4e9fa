package org.clade.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file of records of one length, each with one image in it.
 *
 * @param file the file
 * @param header bytes before the first record
 * @param records how many records
 * @param recordBytes bytes of each
 * @param imageAt where in a record the image begins; it goes to the record's end
 */
record RecordFile(DataFile file, int header, int records, int recordBytes, int imageAt) {

    private static final int CHUNK = 512;

    /** Takes records in turn. */
    @FunctionalInterface
    interface Chunks {
        /**
         * Takes some records.
         *
         * @param bytes the records, one after the other; used again for the next ones
         * @param first the number of the first of them
         * @param count how many
         */
        void take(byte[] bytes, int first, int count);
    }

    /** Checks how large the file is. */
    void requireSize(String reason) {
        file.requireSize(header + (long) records * recordBytes, reason);
    }

    /** Reads all records, some hundred at a time. */
    void read(Chunks chunks) {
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
            // Reading to the end lets gzip check its sum.
            in.skip(1);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }
}
