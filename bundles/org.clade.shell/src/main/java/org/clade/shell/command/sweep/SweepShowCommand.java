package org.clade.shell.command.sweep;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.SweepService;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the trials of a sweep. */
@Command(name = "sweep:show", description = "Shows the trials of a sweep: which wait, run, finished or failed.")
public final class SweepShowCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<folder>", description = "The folder of the sweep.")
    private String folder;

    public SweepShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        SweepReport report = context.services().get(SweepService.class).report(context.path(folder));
        if (output.json()) {
            output.document(context.console(), ResultJson.write(report));
            return 0;
        }
        Table table = new Table("TRIAL", "VARIANT", ">SEED", "STATE", ">ATTEMPTS", ">SECONDS", "WORKER");
        report.trials()
                .forEach(trial -> table.row(
                        trial.id(),
                        trial.name(),
                        trial.seed(),
                        trial.state().name().toLowerCase(Locale.ROOT),
                        trial.attempts(),
                        trial.seconds().isPresent() ? Math.round(trial.seconds().getAsDouble()) : "",
                        trial.worker()));
        output.table(context.console(), table);
        return 0;
    }
}
