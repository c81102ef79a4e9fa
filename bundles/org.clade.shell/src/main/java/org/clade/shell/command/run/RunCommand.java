package org.clade.shell.command.run;

import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.run.RunSummary;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.context.Context;
import org.clade.shell.progress.RunMonitor;
import org.clade.shell.render.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a variant. */
@Command(name = "run", description = "Trains a variant on images and writes a run folder.")
public final class RunCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private RunOptions options;

    @Mixin
    private ProgressOption progress;

    @Option(
            names = "--detach",
            description =
                    "Train in the background of the interactive shell or of a script. A script ends when its runs have ended.")
    private boolean detach;

    @Parameters(
            paramLabel = "<variant>",
            description = "A name that variant:list shows, or a recipe file such as a run's recipe.json.")
    private String variant;

    public RunCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (detach && context.alone()) {
            throw new RefusedException("--detach needs the interactive shell or a script;"
                    + " start clade without arguments, or leave --detach out.");
        }
        RunRequest request = options.request(context, variant);
        RunService runs = context.services().get(RunService.class);
        RunHandle run = context.services().whenReady(() -> runs.start(request));
        if (detach) {
            announce(run);
            output.sentence(
                    context.console(),
                    "Training %s in the background; status shows its progress, stop ends it.".formatted(run.id()));
            return 0;
        }
        RunReport report = new RunMonitor(context, progress.mode()).await(run);
        return new RunResult(report).print(context, output);
    }

    /** Reports the end of a background run. */
    private void announce(RunHandle run) {
        Thread waiting = new Thread(
                () -> {
                    try {
                        RunReport report = run.await();
                        OptionalDouble acc = report.summary()
                                .map(summary -> summary.score(ClusterScores.ACC))
                                .orElse(OptionalDouble.empty());
                        context.console()
                                .later()
                                .accept("%s %s%s"
                                                .formatted(
                                                        run.id(),
                                                        Format.word(report.state()),
                                                        acc.isEmpty()
                                                                ? "."
                                                                : ", ACC " + Format.score(acc.getAsDouble()) + ".")
                                        + (report.summary()
                                                        .filter(RunSummary::collapsed)
                                                        .isPresent()
                                                ? " Its clusters collapsed; runs:show latest says what that means."
                                                : ""));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "clade-announcement");
        waiting.setDaemon(true);
        waiting.start();
    }
}
