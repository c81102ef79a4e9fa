package org.clade.shell.command.run;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunSummary;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.PastRuns;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.context.Context;
import org.clade.shell.render.Format;
import org.clade.shell.render.ScoreText;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the run folders. */
@Command(name = "runs:list", description = "Lists the run folders, the latest last.")
public final class RunsListCommand implements Callable<Integer> {

    private static final List<String> FIELDS =
            List.of("variant", "data", "images", "k", "seed", "acc", "nmi", "ari", "status");

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private RunsFolder folder;

    public RunsListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        PastRuns runs = folder.past(context);
        if (output.json()) {
            output.documents(context.console(), runs.reports(), report -> fields(runs, report));
        } else if (runs.reports().isEmpty()) {
            output.sentence(
                    context.console(),
                    "%s holds no run folders; run creates one, --out names another folder.".formatted(runs.root()));
        } else {
            Table table = new Table(">ACC", ">NMI", ">ARI", ">IMAGES", ">TIME", "STATUS", "RUN");
            runs.reports().forEach(report -> row(table, runs, report));
            output.table(context.console(), table);
        }
        return 0;
    }

    private static void row(Table table, PastRuns runs, RunReport report) {
        Optional<RunSummary> summary = report.summary();
        ClusterScores scores = summary.map(ended -> ended.training().scores()).orElse(ClusterScores.NONE);
        table.row(
                ScoreText.of(scores, ClusterScores.ACC),
                ScoreText.of(scores, ClusterScores.NMI),
                ScoreText.of(scores, ClusterScores.ARI),
                summary.filter(ended -> ended.images().isPresent())
                        .map(ended -> Format.count(ended.images().getAsInt()))
                        .orElse("-"),
                summary.map(ended -> Format.duration(ended.speed().seconds().total()))
                        .orElse("-"),
                summary.map(ended -> Format.word(ended.status())).orElse("not ended"),
                runs.name(report));
    }

    private static JsonObject fields(PastRuns runs, RunReport report) {
        JsonObject fields = new JsonObject();
        fields.addProperty("run", runs.name(report));
        fields.addProperty("folder", report.folder().toString());
        fields.addProperty("ended", report.summary().isPresent());
        JsonObject summary = report.summary().map(ResultJson::write).orElseGet(JsonObject::new);
        FIELDS.stream().filter(summary::has).forEach(name -> fields.add(name, summary.get(name)));
        return fields;
    }
}
