package org.clade.cluster.edit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clade.api.cluster.ClusterEdits;
import org.clade.base.csv.CsvFile;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileWriteException;

/** The clusters with all edits, {@code labels.csv} of a run; an earlier one is kept as {@code labels-<n>.csv}. */
final class LabelsFile {

    private LabelsFile() {}

    /** Writes the file of a run. An image that is in no cluster has neither cluster nor name. */
    static void write(Path run, AssignmentTable table, ClusterState state) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < state.clusters().length; i++) {
            int cluster = state.clusters()[i];
            boolean dropped = cluster == ClusterEdits.DROPPED;
            rows.add(List.of(
                    table.images().get(i),
                    dropped ? "" : cluster,
                    dropped ? "" : state.names().get(cluster),
                    table.confidence()[i]));
        }
        Path file = run.resolve("labels.csv");
        keep(file);
        CsvFile.write(file, List.of("image", "cluster", "name", "confidence"), rows);
    }

    private static void keep(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            byte[] earlier = Files.readAllBytes(file);
            for (int n = 1; ; n++) {
                Path kept = file.resolveSibling("labels-%s.csv".formatted(n));
                if (!Files.exists(kept)) {
                    AtomicFile.create(kept, out -> out.write(earlier));
                    return;
                }
            }
        } catch (FileAlreadyExistsException e) {
            keep(file); // another process took the name
        } catch (IOException e) {
            throw new FileWriteException(file, e);
        }
    }
}
