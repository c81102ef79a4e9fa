package org.clade.shell.command.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunState;
import org.clade.shell.command.Output;
import org.clade.shell.command.baseline.PixelClustering;
import org.clade.shell.command.data.DataFields;
import org.clade.shell.context.Context;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;

/** How a run ended, for people or for programs. */
final class RunResult {

    private final RunReport report;

    RunResult(RunReport report) {
        this.report = report;
    }

    /** {@return the content of {@code summary.json} and the run folder} */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>(report.summary());
        fields.put("folder", report.folder());
        return fields;
    }

    /** {@return what a person wants to know first} */
    Table table() {
        Map<String, Object> summary = report.summary();
        Table table = Table.pairs()
                .known("variant", summary.get("variant"))
                .known("data", images(summary))
                .known("clusters", summary.get("k"))
                .known("epochs", summary.get("epochs"))
                .known("steps", withinFirstEpoch(summary) ? Format.count(summary.get("steps")) : "")
                .known("ACC", score(summary, "acc"))
                .known("NMI", score(summary, "nmi"))
                .known("ARI", score(summary, "ari"));
        DataFields.addNotes(table, summary);
        if (summary.get("edited") instanceof List<?> edits) {
            edits.forEach(edit -> table.row("edited", edit((Map<?, ?>) edit)));
        }
        if (summary.get("effective_clusters") != null) {
            table.row("effective clusters", Format.tenths(summary.get("effective_clusters")));
        }
        if (summary.get("kmeans") instanceof Map<?, ?> kmeans) {
            table.row("k-means on pixels", kmeans(kmeans));
        }
        if (summary.get("images_per_second") != null) {
            table.row("images per second", Format.count(summary.get("images_per_second")));
        }
        if (summary.get("seconds") instanceof Map<?, ?> seconds) {
            table.row("time", Format.duration(seconds.get("total")));
        }
        return table.known("status", summary.get("status")).row("run folder", report.folder());
    }

    /**
     * Says how it went.
     *
     * @return the exit code
     */
    int print(Context context, Output output) {
        if (report.summary().isEmpty() && !report.failure().isEmpty()) {
            return complain(context); // a run that was refused did nothing
        }
        if (output.json()) {
            output.document(context.console(), fields());
        } else {
            show(context, output);
            if (report.state() == RunState.STOPPED) {
                output.sentence(context.console(), "It goes on with: resume " + report.folder());
            }
        }
        return complain(context);
    }

    /** Prints the clusters, what a person wants to know first, and what a collapse means. */
    void show(Context context, Output output) {
        if (report.summary().get("clusters") instanceof List<?> clusters) {
            output.clusters(
                    context.console(), clusters, "summary.json", report.folder().resolve("figures/clusters.png"));
        }
        output.table(context.console(), table());
        if (report.summary().get("collapse") instanceof String sentence) {
            output.sentence(context.console(), sentence);
        }
    }

    /**
     * Says what went wrong, if anything did.
     *
     * @return the exit code
     */
    int complain(Context context) {
        if (!report.failure().isEmpty()) {
            context.complain(report.failure());
        }
        return report.exitCode();
    }

    /** {@return what k-means makes of the pixels of the same images, in one line} */
    static String kmeans(Map<?, ?> kmeans) {
        List<String> scores = new ArrayList<>();
        for (String score : PixelClustering.SCORES) {
            if (kmeans.get(score) != null) {
                scores.add(score.toUpperCase(Locale.ROOT) + " " + Format.score(kmeans.get(score)));
            }
        }
        if (scores.isEmpty()) {
            scores.add(Format.tenths(kmeans.get("effective_clusters")) + " effective clusters");
        }
        boolean some = kmeans.get("images") instanceof Number images
                && kmeans.get("of") instanceof Number all
                && images.doubleValue() < all.doubleValue();
        return String.join(", ", scores)
                + (some ? ", on %s of these images".formatted(Format.count(kmeans.get("images"))) : "");
    }

    private static boolean withinFirstEpoch(Map<String, Object> summary) {
        return summary.get("epochs") instanceof Number epochs && epochs.intValue() == 0 && summary.get("steps") != null;
    }

    private static String edit(Map<?, ?> edit) {
        return "%s → %s at step %s, %s"
                .formatted(edit.get("old"), edit.get("new"), Format.count(edit.get("step")), edit.get("state"));
    }

    private static String images(Map<String, Object> summary) {
        return summary.get("data") == null
                ? ""
                : summary.get("data") + ", " + Format.count(summary.get("images")) + " images, seed "
                        + Format.count(summary.get("seed")).replace(",", "");
    }

    private static String score(Map<String, Object> summary, String name) {
        return summary.get(name) == null ? "" : Format.score(summary.get(name));
    }
}
