package org.clade.shell.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.RunSummary.PixelScores;

/** Formats scores of clusters for people. */
public final class ScoreText {

    private ScoreText() {}

    /** {@return a score with three places, a dash for none} */
    public static String of(ClusterScores scores, String id) {
        OptionalDouble score = scores.get(id);
        return score.isPresent() ? Format.score(score.getAsDouble()) : "-";
    }

    /**
     * Adds a row for each available score against labels.
     *
     * @param table receives the rows
     * @param scores the scores
     * @return the table
     */
    public static Table rows(Table table, ClusterScores scores) {
        ClusterScores.OF_LABELS.stream()
                .filter(id -> scores.get(id).isPresent())
                .forEach(id -> table.row(id.toUpperCase(Locale.ROOT), of(scores, id)));
        return table;
    }

    /** {@return a row of a table with the columns ACC, NMI and ARI, and further cells} */
    public static Object[] row(String name, ClusterScores scores, Object... more) {
        List<Object> row = new ArrayList<>(List.of(name));
        ClusterScores.OF_LABELS.forEach(id -> row.add(of(scores, id)));
        row.addAll(List.of(more));
        return row.toArray();
    }

    /** {@return the scores against labels in one line; without labels the number of effective clusters} */
    public static String line(ClusterScores scores) {
        List<String> line = new ArrayList<>();
        ClusterScores.OF_LABELS.stream()
                .filter(id -> scores.get(id).isPresent())
                .forEach(id -> line.add(id.toUpperCase(Locale.ROOT) + " " + of(scores, id)));
        if (line.isEmpty()) {
            OptionalDouble clusters = scores.get(ClusterScores.EFFECTIVE_CLUSTERS);
            line.add((clusters.isPresent() ? Format.tenths(clusters.getAsDouble()) : "-") + " effective clusters");
        }
        return String.join(", ", line);
    }

    /** {@return the result of k-means on the pixels of a run's images, in one line} */
    public static String line(PixelScores kmeans) {
        return line(kmeans.scores())
                + (kmeans.images() < kmeans.of()
                        ? ", on %s of these images".formatted(Format.count(kmeans.images()))
                        : "");
    }
}
