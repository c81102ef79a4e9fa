package org.clade.shell.command.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.data.Split;
import org.clade.api.run.PredictionRequest;
import org.clade.api.run.Predictor;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunReport;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.command.SkipDamagedOption;
import org.clade.shell.command.baseline.PixelClustering;
import org.clade.shell.command.data.DataFields;
import org.clade.shell.context.Context;
import org.clade.shell.progress.RunMonitor;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Assigns images with a run's network. */
@Command(
        name = "predict",
        description = "Assigns images, new ones or others, to the clusters that a run has found. Its own images are not"
                + " needed.")
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

    @Option(
            names = "--split",
            paramLabel = "<split>",
            defaultValue = "all",
            description = "Which images: all, train or test. Default: ${DEFAULT-VALUE}.")
    private Split split;

    @Option(
            names = "--limit",
            paramLabel = "<images>",
            defaultValue = "0",
            description = "Only so many images, drawn by the seed of the run. Default: all.")
    private int limit;

    @Parameters(
            index = "0",
            paramLabel = "<run>",
            description = "The run, as runs:list names it, the end of that name, its folder, or latest.")
    private String name;

    @Parameters(
            index = "1",
            paramLabel = "<data>",
            description = "The images: a name that data:list shows, or a folder; no labels are needed.")
    private String data;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public PredictCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        PredictionRequest request =
                new PredictionRequest(runs.find(context, name), skip.data(context, data), split, limit);
        Predictor predictor = context.services().get(Predictor.class);
        RunHandle prediction = context.services().patiently(() -> predictor.start(request));
        RunReport report = new RunMonitor(context, progress.mode(), "Stopping; nothing is written.").await(prediction);
        if (!report.summary().isEmpty()) {
            print(report);
        }
        return new RunResult(report).complain(context);
    }

    private void print(RunReport report) {
        Map<String, Object> result = report.summary();
        if (output.json()) {
            output.document(context.console(), new RunResult(report).fields());
            return;
        }
        List<?> clusters = (List<?>) result.get("clusters");
        output.clusters(
                context.console(), clusters, "prediction.json", report.folder().resolve("clusters.png"));
        Table table = Table.pairs()
                .row("variant", result.get("variant"))
                .row("data", "%s, %s images".formatted(result.get("data"), Format.count(result.get("images"))));
        DataFields.addNotes(table, result);
        PixelClustering.addScores(table, result);
        output.table(
                context.console(),
                table.row("images per second", Format.count(result.get("images_per_second")))
                        .row("time", Format.duration(result.get("seconds")))
                        .row("written to", report.folder()));
    }
}
