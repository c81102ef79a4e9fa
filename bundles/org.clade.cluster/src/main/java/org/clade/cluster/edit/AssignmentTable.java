package org.clade.cluster.edit;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.clade.api.part.RefusedException;
import org.clade.base.csv.CsvFile;
import org.clade.base.file.FileProblem;

/**
 * What the network found, {@code assignments.csv} of a run.
 *
 * @param images the name of each image
 * @param clusters the cluster of each image
 * @param confidence the confidence of each image
 * @param checksum the SHA-256 of the file
 */
public record AssignmentTable(List<String> images, int[] clusters, float[] confidence, String checksum) {

    private static final String NAME = "assignments.csv";
    private static final CSVFormat FORMAT =
            CsvFile.FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();

    /**
     * Reads the table of a run.
     *
     * @param run the run's folder
     * @return the table
     * @throws RefusedException where there is none or it is damaged
     */
    public static AssignmentTable read(Path run) {
        Path file = run.resolve(NAME);
        try {
            byte[] content = Files.readAllBytes(file);
            return parsed(file, content);
        } catch (NoSuchFileException e) {
            throw new RefusedException(
                    "Run %s has no %s, which a run writes at its first evaluation; let it train until then."
                            .formatted(run, NAME),
                    e);
        } catch (IOException e) {
            throw new RefusedException("%s cannot be read: %s.".formatted(file, FileProblem.words(file, e)), e);
        }
    }

    private static AssignmentTable parsed(Path file, byte[] content) throws IOException {
        List<String> images = new ArrayList<>();
        List<Integer> clusters = new ArrayList<>();
        List<Float> confidence = new ArrayList<>();
        try (CSVParser parser =
                CSVParser.parse(new StringReader(new String(content, StandardCharsets.UTF_8)), FORMAT)) {
            for (CSVRecord row : parser) {
                images.add(row.get("image"));
                clusters.add(Integer.parseUnsignedInt(row.get("cluster")));
                confidence.add(Float.parseFloat(row.get("confidence")));
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    "%s is damaged near row %s; restore it from a copy.".formatted(file, images.size()), e);
        }
        if (images.isEmpty()) {
            throw new RefusedException("%s holds no images; restore it from a copy.".formatted(file));
        }
        float[] numbers = new float[confidence.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = confidence.get(i);
        }
        return new AssignmentTable(
                images,
                clusters.stream().mapToInt(Integer::intValue).toArray(),
                numbers,
                DigestUtils.sha256Hex(content));
    }
}
