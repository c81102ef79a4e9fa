package org.clade.run.prediction;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BoundedInputStream;
import org.clade.api.part.RefusedException;
import org.clade.base.file.FileProblem;
import org.clade.run.file.WrittenRows;
import org.clade.run.folder.AssignmentColumns;

/** Reads {@code assignments.csv} row by row. */
final class AssignmentReader {

    private AssignmentReader() {}

    /**
     * Reads a file that was written by a prediction, and checks that it is as it was written.
     *
     * @param file the file
     * @param written what was written
     * @param advice what to do where it is another, without a full stop
     * @param rows takes the rows; what stands behind those that were written is not read
     * @throws RefusedException where it is not as it was written
     */
    static void read(Path file, WrittenRows written, String advice, Consumer<AssignmentRow> rows) {
        try (CheckedInputStream in = new CheckedInputStream(
                BoundedInputStream.builder()
                        .setInputStream(Files.newInputStream(file))
                        .setMaxCount(written.bytes())
                        .get(),
                new CRC32C())) {
            CSVParser parser = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(new InputStreamReader(in, StandardCharsets.UTF_8));
            long count = 0;
            for (CSVRecord each : parser) {
                rows.accept(new AssignmentRow(
                        each.get(AssignmentColumns.IMAGE),
                        Integer.parseInt(each.get(AssignmentColumns.CLUSTER)),
                        Float.parseFloat(each.get(AssignmentColumns.CONFIDENCE))));
                count++;
            }
            in.transferTo(OutputStream.nullOutputStream());
            if (count != written.rows() || in.getChecksum().getValue() != written.checksum()) {
                throw changed(file, advice, null);
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s; %s.".formatted(file, FileProblem.words(file, e), advice), e);
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) { // of the parser
            throw changed(file, advice, e);
        }
    }

    /** {@return a refusal of a file that is not as it was written, to be thrown} */
    static RefusedException changed(Path file, String advice, Exception cause) {
        return new RefusedException(
                "%s was edited or damaged since it was written; %s.".formatted(file, advice), cause);
    }
}
