package org.clade.shell.command.sweep;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.SweepService;
import org.clade.api.sweep.TrialReport;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the trials of a sweep. */
@Command(name = "sweep:show", description = "Shows the trials of a sweep: which wait, run, finished or failed.")
public final class SweepShowCommand implements Callable<Integer> {

    private static final long PERIOD_MILLIS = 1000;

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Option(
            names = "--follow",
            description =
                    "Show what happens until the sweep ends or Ctrl-C: a table in a terminal, otherwise a line for"
                            + " each trial that begins or ends.")
    private boolean follow;

    @Parameters(paramLabel = "<folder>", description = "The folder of the sweep.")
    private String folder;

    public SweepShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        SweepService sweeps = context.services().get(SweepService.class);
        Path path = context.path(folder);
        SweepReport report = follow ? followed(sweeps, path) : sweeps.report(path);
        if (output.json()) {
            output.document(context.console(), ResultJson.write(report));
            return 0;
        }
        Table table = new TrialTable(report, sweeps.progress(path)).all();
        output.table(context.console(), table);
        return 0;
    }

    private SweepReport followed(SweepService sweeps, Path path) throws InterruptedException {
        AtomicReference<LiveTable> shown = new AtomicReference<>();
        SweepProgress progress = new SweepProgress(
                () -> 1, Clock.systemDefaultZone(), line -> shown.get().say(line));
        Map<String, TrialReport.State> seen = new HashMap<>();
        SweepReport report = sweeps.report(path);
        report.trials().forEach(trial -> seen.put(trial.id(), trial.state()));
        try (LiveTable table = new LiveTable(context, path, progress)) {
            shown.set(table);
            while (!report.ended()) {
                Thread.sleep(PERIOD_MILLIS);
                report = sweeps.report(path);
                for (TrialReport trial : report.trials()) {
                    if (seen.put(trial.id(), trial.state()) != trial.state()) {
                        tell(trial, report, progress);
                    }
                }
            }
        }
        return report;
    }

    private static void tell(TrialReport trial, SweepReport report, SweepProgress progress) {
        if (trial.state() == TrialReport.State.RUNNING) {
            progress.started(trial);
        } else if (trial.state() != TrialReport.State.WAITING) {
            progress.ended(trial, report);
        }
    }
}
