package org.clade.shell.command.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.run.RunReport;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.PastRuns;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.context.Context;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the run folders. */
@Command(name = "runs:list", description = "Lists the runs that left a folder, the latest last.")
public final class RunsListCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private RunsFolder folder;

    /**
     * The command.
     *
     * @param context what it is run with
     */
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
                    "%s holds no run folders; run makes one, --out names another folder.".formatted(runs.root()));
        } else {
            Table table = new Table(">ACC", ">NMI", ">ARI", ">IMAGES", ">TIME", "STATUS", "RUN");
            runs.reports().forEach(report -> row(table, runs, report));
            output.table(context.console(), table);
        }
        return 0;
    }

    private static void row(Table table, PastRuns runs, RunReport report) {
        Map<String, Object> summary = report.summary();
        Object seconds = summary.get("seconds") instanceof Map<?, ?> times ? times.get("total") : null;
        table.row(
                Format.score(summary.get("acc")),
                Format.score(summary.get("nmi")),
                Format.score(summary.get("ari")),
                Format.count(summary.get("images")),
                Format.duration(seconds),
                summary.getOrDefault("status", "not ended"),
                runs.name(report));
    }

    private static Map<String, Object> fields(PastRuns runs, RunReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", runs.name(report));
        fields.put("folder", report.folder());
        fields.put("ended", !report.summary().isEmpty());
        for (String name : new String[] {"variant", "data", "images", "k", "seed", "acc", "nmi", "ari", "status"}) {
            if (report.summary().get(name) != null) {
                fields.put(name, report.summary().get(name));
            }
        }
        return fields;
    }
}
