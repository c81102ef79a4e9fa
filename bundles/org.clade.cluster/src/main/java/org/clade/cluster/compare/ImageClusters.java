package org.clade.cluster.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.clade.api.part.RefusedException;
import org.clade.base.csv.CsvFile;
import org.clade.base.file.FileProblem;

/** A CSV file with a row for each image, of which the columns {@code image} and {@code cluster} count. */
final class ImageClusters {

    private static final String IMAGE = "image";
    private static final String CLUSTER = "cluster";
    private static final CSVFormat FORMAT =
            CsvFile.FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();

    private ImageClusters() {}

    /** {@return whether a file is such a table, by its first line} */
    static boolean matches(Path file) {
        if (!file.getFileName().toString().endsWith(".csv")) {
            return false;
        }
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
            return parser.getHeaderNames().contains(IMAGE)
                    && parser.getHeaderNames().contains(CLUSTER);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Reads a table.
     *
     * @return the cluster of each image
     * @throws RefusedException where there is none or it is damaged
     */
    static Map<String, Integer> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new RefusedException(
                    "%s is not there; give a run, a prediction, a CSV file with the columns image and cluster, or a file of vectors."
                            .formatted(file));
        }
        Map<String, Integer> clusters = new LinkedHashMap<>();
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
            for (CSVRecord row : parser) {
                if (!row.get(CLUSTER).isEmpty()
                        && clusters.put(row.get(IMAGE), Integer.valueOf(row.get(CLUSTER))) != null) {
                    throw new RefusedException("%s names image “%s” twice; give a file with one row for each image."
                            .formatted(file, row.get(IMAGE)));
                }
            }
            return clusters;
        } catch (IOException e) {
            throw new RefusedException("%s cannot be read: %s.".formatted(file, FileProblem.words(file, e)), e);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    "Row %s of %s has no whole number in the column cluster; restore it from a copy."
                            .formatted(clusters.size() + 1, file),
                    e);
        }
    }
}
