package org.clade.shell.command.run;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.api.run.PredictionRequest;
import org.clade.api.run.PredictionSummary;
import org.clade.api.run.Predictor;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.command.SkipDamagedOption;
import org.clade.shell.command.SubsetOptions;
import org.clade.shell.command.data.DataFields;
import org.clade.shell.context.Context;
import org.clade.shell.progress.RunMonitor;
import org.clade.shell.render.Format;
import org.clade.shell.render.ScoreText;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Assigns images to the clusters of a run. */
@Command(
        name = "predict",
        description = "Assigns new or other images to the clusters of a run. The run's own images are not needed.")
public final class PredictCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private RunsFolder runs;

    @Mixin
    private SkipDamagedOption skip;

    @Mixin
    private SubsetOptions subset;

    @Parameters(
            index = "0",
            paramLabel = "<run>",
            description = "The run: its name in runs:list, the end of that name, its folder, or latest.")
    private String name;

    @Parameters(
            index = "1",
            paramLabel = "<data>",
            description = "The images: a name that data:list shows, or a folder; no labels are needed.")
    private String data;

    public PredictCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        PredictionRequest request = new PredictionRequest(
                runs.find(context, name), skip.data(context, data), subset.split(), subset.limit());
        Predictor predictor = context.services().get(Predictor.class);
        Job<InferenceReport<PredictionSummary>> prediction =
                context.services().whenReady(() -> predictor.start(request));
        InferenceReport<PredictionSummary> report =
                new RunMonitor(context, progress.mode(), "Stopping; nothing is written.").await(prediction);
        report.result().ifPresent(result -> print(result, report.folder()));
        return RunResult.complain(context, report);
    }

    private void print(PredictionSummary result, Path folder) {
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
        DataFields.addNotes(table, result.notes());
        output.table(
                context.console(),
                ScoreText.rows(table, result.scores())
                        .row("images per second", Format.count(result.imagesPerSecond()))
                        .row("time", Format.duration(result.seconds()))
                        .row("written to", folder));
    }
}
