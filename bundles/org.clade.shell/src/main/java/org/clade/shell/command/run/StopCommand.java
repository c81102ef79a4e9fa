package org.clade.shell.command.run;

import java.util.List;
import java.util.concurrent.Callable;
import org.clade.api.part.RefusedException;
import org.clade.api.run.PartSwaps;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunService;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a run. */
@Command(name = "stop", description = "Stops a run of this shell. The run evaluates and keeps its results.")
public final class StopCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "<run>",
            arity = "0..1",
            description = "The run: its name in status, or latest. Default: the active run.")
    private String name;

    public StopCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<RunHandle> going = context.services().get(RunService.class).runs().stream()
                .filter(run -> !run.state().ended())
                .toList();
        if (going.isEmpty()) {
            throw new RefusedException(
                    "No run is active in this process; to stop a run of another process, press Ctrl-C there.");
        }
        RunHandle run = name == null || name.equals(PartSwaps.LATEST) ? going.get(going.size() - 1) : find(going);
        run.stop();
        if (!output.json()) {
            output.sentence(context.console(), "Stopping %s after this step.".formatted(run.id()));
        }
        RunReport report = run.await();
        RunResult result = new RunResult(report);
        if (output.json()) {
            output.document(context.console(), result.fields());
        } else {
            output.table(context.console(), result.table());
        }
        return 0;
    }

    private RunHandle find(List<RunHandle> going) {
        return going.stream()
                .filter(run -> run.id().equals(name) || run.id().endsWith("/" + name))
                .findFirst()
                .orElseThrow(() -> RefusedException.unknown(
                        "active run", name, going.stream().map(RunHandle::id).toList()));
    }
}
