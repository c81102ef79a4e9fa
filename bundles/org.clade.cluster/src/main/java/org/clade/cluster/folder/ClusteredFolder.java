package org.clade.cluster.folder;

import java.nio.file.Path;
import java.util.List;
import org.clade.api.cluster.FileMode;
import org.clade.api.data.SkippedFile;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.base.csv.CsvFile;

/**
 * What a run folder gets for people to look at.
 *
 * @param run the run's folder
 */
public record ClusteredFolder(Path run) {

    private static final String CLUSTERS = "clusters";

    private static final String SHEETS = "contact-sheets";
    private static final String SKIPPED = "skipped.csv";

    /** Writes {@code skipped.csv}, also if no file was skipped. */
    public void skipped(List<SkippedFile> files) {
        CsvFile.write(
                run.resolve(SKIPPED),
                List.of("path", "reason"),
                files.stream().map(file -> List.of(file.item(), file.reason())).toList());
    }

    /** Writes the contact sheets of an evaluation. */
    public void sheets(EvaluatedRun evaluated) {
        new ContactSheets(run.resolve(SHEETS)).write(evaluated, ContactSheets.members(evaluated));
    }

    /**
     * Writes the folders of images.
     *
     * @param groups the images of each cluster
     * @param mode how they get into the folders
     * @return how many images were copied because the file system refused a link
     */
    public int clusters(FileGroups groups, FileMode mode) {
        return new ClusterFolders(run.resolve(CLUSTERS), mode).write(groups.files(), groups.names(), done -> {});
    }
}
