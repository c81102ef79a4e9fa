package org.clade.shell.command.run;

import java.util.concurrent.Callable;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunReport;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.PastRuns;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows how a run ended. */
@Command(name = "runs:show", description = "Shows how a run ended.")
public final class RunsShowCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private RunsFolder folder;

    @Parameters(
            paramLabel = "<run>",
            description = "The run: its name in runs:list, the end of that name, its folder, or latest.")
    private String name;

    public RunsShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        PastRuns runs = folder.past(context, name);
        RunReport report = runs.find(context.nameOrPath(name));
        if (report.summary().isEmpty() && !report.failure().isEmpty()) {
            throw new RefusedException(report.failure());
        }
        RunResult result = new RunResult(report);
        if (output.json()) {
            output.document(context.console(), result.fields());
            return 0;
        }
        result.show(context, output);
        if (report.summary().isEmpty()) {
            output.sentence(
                    context.console(),
                    report.state().ended()
                            ? "Its process ended before the run did; resume %s continues it."
                                    .formatted(runs.name(report))
                            : "It is still active, here or in another process.");
        }
        return 0;
    }
}
