package org.clade.shell.command.run;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.JobReport;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;
import org.clade.base.json.ExitCodes;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.Output;
import org.clade.shell.command.data.DataFields;
import org.clade.shell.context.Context;
import org.clade.shell.render.Format;
import org.clade.shell.render.ScoreText;
import org.clade.shell.render.Table;

/** The result of a run, as text or as JSON. */
public final class RunResult {

    private final RunReport report;

    RunResult(RunReport report) {
        this.report = report;
    }

    /** {@return the content of {@code summary.json} and the run folder} */
    JsonObject fields() {
        JsonObject fields = report.summary().map(ResultJson::write).orElseGet(JsonObject::new);
        fields.addProperty("folder", report.folder().toString());
        return fields;
    }

    /** {@return the report page, if there is one} */
    Optional<Path> page() {
        return page(report.folder());
    }

    /** {@return the report page in the folder of a run or a prediction, if there is one} */
    static Optional<Path> page(Path folder) {
        return Optional.of(folder.resolve("report.html")).filter(Files::exists);
    }

    /** {@return the main results as text} */
    Table table() {
        Table table = Table.pairs();
        report.summary().ifPresent(summary -> fill(table, summary));
        page().ifPresent(page -> table.row("report", page));
        return table.row("run folder", report.folder());
    }

    private static void fill(Table table, RunSummary summary) {
        RunSummary.Training training = summary.training();
        table.known("variant", summary.setup().variant())
                .known("data", images(summary))
                .known("clusters", summary.setup().k() > 0 ? summary.setup().k() : "")
                .known("epochs", known(training.epochs()))
                .known(
                        "steps",
                        withinFirstEpoch(training)
                                ? Format.count(training.steps().getAsLong())
                                : "");
        ScoreText.rows(table, training.scores());
        DataFields.addNotes(table, summary.setup().notes());
        summary.edited().forEach(edit -> table.row("edited", edit(edit)));
        OptionalDouble clusters = summary.score(ClusterScores.EFFECTIVE_CLUSTERS);
        if (clusters.isPresent()) {
            table.row("effective clusters", Format.tenths(clusters.getAsDouble()));
        }
        summary.kmeans().ifPresent(kmeans -> table.row("k-means on " + kmeans.clustered(), ScoreText.line(kmeans)));
        summary.kmeansHistogram().ifPresent(kmeans -> table.row("k-means on colors", ScoreText.line(kmeans)));
        double speed = summary.speed().imagesPerSecond();
        table.known("images per second", speed > 0 ? Format.count(speed) : "")
                .row("time", Format.duration(summary.speed().seconds().total()))
                .known("status", Format.word(summary.status()));
    }

    /**
     * Prints the result.
     *
     * @return the exit code
     */
    int print(Context context, Output output) {
        if (report.summary().isEmpty() && !report.failure().isEmpty()) {
            return complain(context, report); // a refused run has no result
        }
        if (output.json()) {
            output.document(context.console(), fields());
        } else {
            show(context, output);
            if (report.state() == RunState.STOPPED) {
                output.sentence(context.console(), "Continue it with: resume " + report.folder());
            }
        }
        return complain(context, report);
    }

    /** Prints the clusters, the main results, and advice after a collapse. */
    void show(Context context, Output output) {
        report.summary()
                .map(RunSummary::clusters)
                .filter(clusters -> !clusters.isEmpty())
                .ifPresent(clusters -> output.clusters(
                        context.console(),
                        clusters,
                        "summary.json",
                        report.folder().resolve("figures/clusters.png")));
        output.table(context.console(), table());
        report.summary()
                .flatMap(summary -> summary.training().collapse())
                .ifPresent(sentence -> output.sentence(context.console(), sentence));
    }

    /**
     * Prints the failure, if any.
     *
     * @return the exit code
     */
    public static int complain(Context context, JobReport report) {
        if (!report.failure().isEmpty()) {
            context.complain(report.failure());
        }
        return ExitCodes.of(report.outcome());
    }

    private static boolean withinFirstEpoch(RunSummary.Training training) {
        return training.epochs().isPresent()
                && training.epochs().getAsInt() == 0
                && training.steps().isPresent();
    }

    private static Object known(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : "";
    }

    private static String edit(RunSummary.Edit edit) {
        return "%s → %s at step %s, %s".formatted(edit.old(), edit.by(), Format.count(edit.step()), edit.state());
    }

    private static String images(RunSummary summary) {
        return summary.setup().data().isEmpty()
                ? ""
                : "%s, %s images, seed %s"
                        .formatted(
                                summary.setup().data(),
                                summary.images().isPresent()
                                        ? Format.count(summary.images().getAsInt())
                                        : "-",
                                summary.setup().seed());
    }
}
