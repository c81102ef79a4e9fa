package org.clade.shell.command.run;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.clade.api.prediction.PredictionSummary;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.Output;
import org.clade.shell.command.data.DataFields;
import org.clade.shell.context.Context;
import org.clade.shell.render.Format;
import org.clade.shell.render.ScoreText;
import org.clade.shell.render.Table;

/** What a prediction found, for people or for programs. */
final class PredictionResult {

    private PredictionResult() {}

    /**
     * Prints it.
     *
     * @param context whose console takes it
     * @param output how
     * @param result what was found
     * @param folder the folder of the prediction
     */
    static void print(Context context, Output output, PredictionSummary result, Path folder) {
        if (output.json()) {
            JsonObject fields = ResultJson.write(result);
            fields.addProperty("folder", folder.toString());
            output.document(context.console(), fields);
            return;
        }
        output.clusters(context.console(), result.clusters(), "prediction.json", folder.resolve("clusters.png"));
        Table table = Table.pairs()
                .row("variant", result.variant())
                .row("data", "%s, %s images".formatted(result.data(), Format.count(result.images())));
        result.shard().ifPresent(shard -> table.row("shard", shard));
        DataFields.addNotes(table, result.notes());
        output.table(
                context.console(),
                ScoreText.rows(table, result.scores())
                        .row("normalized by", result.normalization())
                        .row("images per second", Format.count(result.imagesPerSecond()))
                        .row("time", Format.duration(result.seconds()))
                        .row("written to", folder));
    }
}
