package org.clade.shell.command.features;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.clade.api.run.FeatureEvaluator;
import org.clade.api.run.FeatureRequest;
import org.clade.api.run.FeatureScores;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.command.RunArgument;
import org.clade.shell.command.run.RunResult;
import org.clade.shell.context.Context;
import org.clade.shell.progress.RunMonitor;
import org.clade.shell.render.Format;
import org.clade.shell.render.ScoreText;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores a run's features. */
@Command(
        name = "features:score",
        description = "Scores a run's features: k-means on them, and a linear classifier on the frozen network (MMDC,"
                + " Table IV).")
public final class FeaturesScoreCommand implements Callable<Integer> {

    /** A choice of on or off. */
    private enum Switch {
        ON,
        OFF
    }

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private RunArgument run;

    @Option(
            names = "--epochs",
            paramLabel = "<n>",
            defaultValue = "100",
            description = "Passes of the linear classifier over its training images. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--augment",
            paramLabel = "<on|off>",
            defaultValue = "on",
            description =
                    "Whether the classifier learns from the training view of the recipe's last phase, drawn again each"
                            + " time, or from the clean view, which is much faster. Default: ${DEFAULT-VALUE}.")
    private Switch augment;

    @Option(names = "--seed", paramLabel = "<n>", description = "Decides everything random. Default: that of the run.")
    private Long seed;

    public FeaturesScoreCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        FeatureRequest request = new FeatureRequest(
                run.folder(context),
                epochs,
                augment == Switch.ON,
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
        FeatureEvaluator evaluator = context.services().get(FeatureEvaluator.class);
        Job<InferenceReport<FeatureScores>> evaluation = context.services().whenReady(() -> evaluator.start(request));
        InferenceReport<FeatureScores> report =
                new RunMonitor(context, progress.mode(), "Stopping; nothing is written.").await(evaluation);
        report.result().ifPresent(result -> print(result, report.folder()));
        return RunResult.complain(context, report);
    }

    private void print(FeatureScores result, Path folder) {
        if (output.json()) {
            output.document(context.console(), ResultJson.write(result));
            return;
        }
        output.table(
                context.console(),
                new Table("FEATURES OF " + result.variant(), ">ACC", ">NMI", ">ARI")
                        .row(ScoreText.row("k-means", result.kmeans().scores()))
                        .row("linear classifier", Format.score(result.linear().acc()), "", ""));
        context.console().out().println();
        FeatureScores.Protocol protocol = result.protocol();
        output.table(
                context.console(),
                Table.pairs()
                        .row(
                                "data",
                                "%s, %s images, %s classes, seed %s"
                                        .formatted(
                                                result.data(),
                                                Format.count(result.images()),
                                                result.classes(),
                                                result.seed()))
                        .row("features", protocol.features())
                        .row("kmeans", protocol.kmeans())
                        .row("linear", protocol.linear())
                        .row("view", protocol.view())
                        .row("split", protocol.split())
                        .row("time", Format.duration(result.seconds()))
                        .row("written to", folder.resolve("features.json")));
    }
}
