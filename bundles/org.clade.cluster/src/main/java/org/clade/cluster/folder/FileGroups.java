package org.clade.cluster.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clade.api.evaluation.EvaluatedRun;

/**
 * The image files of each cluster that has any.
 *
 * @param names the name of each cluster's folder
 * @param files the files of each of them, the surest first
 */
public record FileGroups(List<String> names, List<List<Path>> files) {

    /** {@return the groups of an evaluation} */
    public static FileGroups of(EvaluatedRun run) {
        List<List<Integer>> members = ContactSheets.members(run);
        List<String> names = new ArrayList<>();
        List<List<Path>> files = new ArrayList<>();
        for (int cluster = 0; cluster < members.size(); cluster++) {
            List<Path> own = members.get(cluster).stream()
                    .map(run::file)
                    .flatMap(Optional::stream)
                    .toList();
            if (!own.isEmpty()) {
                names.add(Integer.toString(cluster));
                files.add(own);
            }
        }
        return new FileGroups(names, files);
    }
}
