package org.clade.shell.command.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunService;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.progress.RunMonitor;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the progress of runs. */
@Command(name = "status", description = "Shows the progress of the runs of this shell.")
public final class StatusCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    public StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<RunHandle> runs = context.services().get(RunService.class).runs();
        if (output.json()) {
            output.documents(context.console(), runs, StatusCommand::fields);
        } else if (runs.isEmpty()) {
            output.sentence(
                    context.console(),
                    "There is no run in this process; run starts one, and runs:list shows run folders.");
        } else {
            Table table = new Table("RUN", "STATE", ">DONE", "LEFT", ">ACC", "DOING");
            runs.forEach(run -> row(table, run));
            output.table(context.console(), table);
        }
        return 0;
    }

    private static void row(Table table, RunHandle run) {
        RunProgress progress = run.progress();
        boolean ended = run.state().ended();
        String doing =
                progress.epoch() > 0 && !ended ? progress.stage() + ", epoch " + progress.epoch() : progress.stage();
        table.row(
                run.id(),
                run.state().toString().toLowerCase(Locale.ROOT),
                Math.round(100 * progress.share()) + "%",
                ended ? "-" : Format.duration(progress.remaining()),
                Format.score(progress.latest().get("acc"))
                        + (progress.basis().isEmpty() ? "" : " (" + progress.basis() + ")"),
                ended ? "-" : doing);
    }

    private static Map<String, Object> fields(RunHandle run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", run.id());
        fields.put("folder", run.folder());
        fields.put("state", run.state().toString().toLowerCase(Locale.ROOT));
        fields.putAll(RunMonitor.fields(run.progress()));
        return fields;
    }
}
