package org.clade.shell.command.run;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunService;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.command.RunArgument;
import org.clade.shell.context.Context;
import org.clade.shell.progress.RunMonitor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Resumes a stopped run. */
@Command(
        name = "resume",
        description =
                "Continues a run that was stopped or killed, from its last checkpoint. The result is identical to that of"
                        + " an uninterrupted run.")
public final class ResumeCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private RunArgument run;

    public ResumeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path folder = run.folder(context);
        RunService service = context.services().get(RunService.class);
        RunHandle resumed = context.services().whenReady(() -> service.resume(folder));
        RunReport report = new RunMonitor(context, progress.mode()).await(resumed);
        return new RunResult(report).print(context, output);
    }
}
