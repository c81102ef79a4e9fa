package org.clade.cluster.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clade.api.cluster.FileMode;
import org.clade.api.data.SkippedFile;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.cluster.file.CsvFile;

/**
 * What a run folder gets for people to look at.
 *
 * @param run the run's folder
 */
public record ClusteredFolder(Path run) {

    /** The folder of folders of images. */
    public static final String CLUSTERS = "clusters";

    private static final String SHEETS = "contact-sheets";
    private static final String SKIPPED = "skipped.csv";

    /** Writes {@code skipped.csv}, also where no file was skipped. */
    public void skipped(List<SkippedFile> files) {
        CsvFile.write(
                run.resolve(SKIPPED),
                List.of("path", "reason"),
                files.stream().map(file -> List.of(file.item(), file.reason())).toList());
    }

    /**
     * Writes the contact sheets, and the folders of images.
     *
     * @param evaluated the images and their clusters
     * @param mode how images get into the folders
     * @return how many images were copied because the file system refused a link
     */
    public int write(EvaluatedRun evaluated, FileMode mode) {
        List<List<Integer>> members = ContactSheets.members(evaluated);
        new ContactSheets(run.resolve(SHEETS)).write(evaluated, members);
        List<List<Path>> files = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int cluster = 0; cluster < members.size(); cluster++) {
            List<Path> own = members.get(cluster).stream()
                    .map(evaluated::file)
                    .flatMap(Optional::stream)
                    .toList();
            if (!own.isEmpty()) {
                files.add(own);
                names.add(Integer.toString(cluster));
            }
        }
        return new ClusterFolders(run.resolve(CLUSTERS), mode).write(files, names, done -> {});
    }
}
