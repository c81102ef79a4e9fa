package org.clade.cluster.count;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clade.api.cluster.CountMeasures;
import org.clade.api.cluster.CountResult;
import org.clade.base.csv.CsvFile;

/** The table {@code counts.csv}: the measures of each number of clusters, and which one is recommended. */
public final class CountsFile {

    private static final List<String> COLUMNS = List.of(
            "k",
            "silhouette",
            "calinski_harabasz",
            "stability",
            "confidence",
            "effective_clusters",
            "best_share",
            "advice");

    private CountsFile() {}

    /**
     * Writes the table.
     *
     * @param folder the folder of a run
     * @param result what was measured
     */
    public static void write(Path folder, CountResult result) {
        List<List<Object>> rows = new ArrayList<>();
        for (CountMeasures each : result.curve()) {
            rows.add(List.of(
                    each.k(),
                    each.silhouette(),
                    each.calinskiHarabasz(),
                    each.stability(),
                    each.confidence(),
                    each.effectiveClusters(),
                    each.bestShare(),
                    each.k() == result.advice().k() ? result.advice().sureness().degree() : ""));
        }
        CsvFile.write(folder.resolve("counts.csv"), COLUMNS, rows);
    }
}
