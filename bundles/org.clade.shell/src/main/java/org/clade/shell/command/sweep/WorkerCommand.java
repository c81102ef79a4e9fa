package org.clade.shell.command.sweep;

import java.util.concurrent.Callable;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins a sweep. */
@Command(
        name = "worker",
        description =
                "Works on a sweep that another process began, also from another machine that sees its folder. Exit code 3: some trials failed.")
public final class WorkerCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private WorkerOptions worker;

    @Option(
            names = "--leave",
            description = "End when no trial waits, instead of waiting for the trials of other workers.")
    private boolean leave;

    @Parameters(paramLabel = "<folder>", description = "The folder of the sweep.")
    private String folder;

    public WorkerCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new SweepResult(context, output).work(worker.request(context.path(folder), leave));
    }
}
