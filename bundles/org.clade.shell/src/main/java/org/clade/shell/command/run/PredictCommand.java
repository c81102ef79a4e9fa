package org.clade.shell.command.run;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clade.api.members.WorkQueue;
import org.clade.api.prediction.PredictionRequest;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.prediction.Predictor;
import org.clade.api.prediction.Shard;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.command.RunArgument;
import org.clade.shell.command.ShardConverter;
import org.clade.shell.command.SkipDamagedOption;
import org.clade.shell.command.SubsetOptions;
import org.clade.shell.command.VectorFileOptions;
import org.clade.shell.command.members.ClusterOption;
import org.clade.shell.command.members.MemberLines;
import org.clade.shell.command.members.ShardsOption;
import org.clade.shell.context.Context;
import org.clade.shell.progress.RunMonitor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Assigns images to the clusters of a run. */
@Command(
        name = "predict",
        description = "Assigns new or other images to the clusters of a run. The run's own images are not needed.")
public final class PredictCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private PredictionPrinter output;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private RunArgument run;

    @Mixin
    private SkipDamagedOption skip;

    @Mixin
    private VectorFileOptions lists;

    @Mixin
    private SubsetOptions subset;

    @Mixin
    private ShardsOption shards;

    @Option(
            names = "--shard",
            paramLabel = "<i/n>",
            defaultValue = "1/1",
            converter = ShardConverter.class,
            description =
                    "Only the images of one of several contiguous parts, for instance 2/4; predict:merge puts the parts"
                            + " together. Default: all.")
    private Shard shard;

    @Option(
            names = "--resume",
            description = "Go on with the newest prediction that was asked the same and was interrupted.")
    private boolean resume;

    @Option(
            names = "--precision",
            paramLabel = "<type>",
            description =
                    "Numbers to compute with: fp32, bf16, or auto: bf16 if the processor has units for it. Default: those of the run.")
    private String precision;

    @Parameters(
            index = "1",
            paramLabel = "<data>",
            description =
                    "The images: a name that data:list shows, a folder, an .npz file or a file of vectors; no labels are needed.")
    private String data;

    public PredictCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<CopyTarget> copy = output.copy(context);
        ClusterOption cluster = shards.cluster();
        PredictionRequest request = new PredictionRequest(
                run.folder(context),
                cluster.data(context, lists.data(context, skip.data(context, data))),
                subset.split(),
                subset.limit(),
                shard,
                Optional.ofNullable(precision).map(spec -> spec.toLowerCase(Locale.ROOT)),
                resume);
        if (cluster.given()) {
            try (WorkQueue queue = cluster.connect(context).orElseThrow()) {
                queue.listen(new MemberLines(context));
                output.print(
                        context,
                        shards.service(context)
                                .predict(request, shards.shards(), queue, MemberLines.sentences(context)),
                        copy);
                return 0;
            }
        }
        Predictor predictor = context.services().get(Predictor.class);
        Job<InferenceReport<PredictionSummary>> prediction =
                context.services().whenReady(() -> predictor.start(request));
        InferenceReport<PredictionSummary> report = new RunMonitor(
                        context,
                        progress.mode(),
                        "Stopping after this batch; the same command with --resume goes on with it.")
                .await(prediction);
        output.print(context, report, copy);
        return RunResult.complain(context, report);
    }
}
