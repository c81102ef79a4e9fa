package org.clade.shell.command.run;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.run.InferenceReport;
import org.clade.base.json.ResultJson;
import org.clade.base.text.Counted;
import org.clade.shell.command.Output;
import org.clade.shell.command.data.DataFields;
import org.clade.shell.context.Context;
import org.clade.shell.render.Format;
import org.clade.shell.render.ScoreText;
import org.clade.shell.render.Table;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a prediction, and writes its assignments where the user wants them too. */
final class PredictionPrinter {

    @Mixin
    private Output output;

    @Option(
            names = "--to",
            paramLabel = "<file>",
            description =
                    "Write the assignments there too, as CSV; - is the standard output, which then has nothing else.")
    private String to;

    /** {@return where to write the assignments too; refused before any work if that cannot be} */
    Optional<CopyTarget> copy(Context context) {
        return CopyTarget.of(context, to, output.json());
    }

    /**
     * Writes the assignments and prints the prediction, if there is one.
     *
     * @param context the context of the command
     * @param report the end of the work
     * @param copy where to write the assignments too
     */
    void print(Context context, InferenceReport<PredictionSummary> report, Optional<CopyTarget> copy) {
        report.result().ifPresent(result -> {
            copy.ifPresent(target -> target.write(report.folder().resolve("assignments.csv")));
            if (copy.isEmpty() || !copy.get().standardOutput()) {
                print(context, result, report.folder());
            }
        });
    }

    private void print(Context context, PredictionSummary result, Path folder) {
        if (output.json()) {
            JsonObject fields = ResultJson.write(result);
            fields.addProperty("folder", folder.toString());
            RunResult.page(folder).ifPresent(page -> fields.addProperty("report", page.toString()));
            output.document(context.console(), fields);
            return;
        }
        output.clusters(context.console(), result.clusters(), "prediction.json", folder.resolve("clusters.png"));
        Table table = Table.pairs()
                .row("variant", result.variant())
                .row("data", "%s, %s".formatted(result.data(), Counted.of(result.images(), "image")));
        result.shard().ifPresent(shard -> table.row("shard", shard));
        DataFields.addNotes(table, result.notes());
        ScoreText.rows(table, result.scores())
                .row("normalized by", result.normalization())
                .row("images per second", Format.count(result.imagesPerSecond()))
                .row("time", Format.duration(result.seconds()));
        RunResult.page(folder).ifPresent(page -> table.row("report", page));
        output.table(context.console(), table.row("written to", folder));
    }
}
