package org.clade.shell.command.features;

import java.util.concurrent.Callable;
import org.clade.api.features.FeatureFile;
import org.clade.api.features.FeatureFileRequest;
import org.clade.api.features.FeatureWriter;
import org.clade.api.members.WorkQueue;
import org.clade.api.prediction.Shard;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.base.json.ResultJson;
import org.clade.base.text.Counted;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.DeviceOption;
import org.clade.shell.command.Output;
import org.clade.shell.command.PrecisionOption;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.command.SeedOption;
import org.clade.shell.command.ShardConverter;
import org.clade.shell.command.SkipDamagedOption;
import org.clade.shell.command.SubsetOptions;
import org.clade.shell.command.data.DataFields;
import org.clade.shell.command.members.ClusterOption;
import org.clade.shell.command.members.MemberLines;
import org.clade.shell.command.members.ShardsOption;
import org.clade.shell.command.run.RunResult;
import org.clade.shell.context.Context;
import org.clade.shell.progress.RunMonitor;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the features of images. */
@Command(
        name = "features",
        description =
                "Computes the features of images with a pretrained network and writes them to a file, which --data"
                        + " then takes.")
public final class FeaturesCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private SkipDamagedOption skip;

    @Mixin
    private SubsetOptions subset;

    @Mixin
    private SeedOption seed;

    @Mixin
    private PrecisionOption precision = new PrecisionOption("fp32");

    @Mixin
    private DeviceOption device;

    @Option(
            names = "--network",
            required = true,
            paramLabel = "<network>",
            description =
                    "A file of a network (.safetensors, TorchScript or ONNX), a backbone part with its options, such as"
                            + " \"torchscript(file=x.pt, size=224)\", or the folder of a run.")
    private String network;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "<file>",
            description =
                    "Where to write the features, as .npy, .safetensors or .csv. Names, labels and what made them go into"
                            + " files next to it.")
    private String to;

    @Mixin
    private ShardsOption shards;

    @Option(
            names = "--shard",
            paramLabel = "<i/n>",
            defaultValue = "1/1",
            converter = ShardConverter.class,
            description =
                    "Only the images of one of several contiguous parts, for instance 2/4; features:merge puts the parts together. Default: all.")
    private Shard shard;

    @Option(names = "--resume", description = "Go on with the same file, after an interrupt.")
    private boolean resume;

    @Parameters(paramLabel = "<data>", description = "The images: a name that data:list shows, or a folder.")
    private String data;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public FeaturesCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        ClusterOption cluster = shards.cluster();
        FeatureFileRequest request = new FeatureFileRequest(
                cluster.data(context, context.nameOrPath(network)),
                cluster.data(context, skip.data(context, data)),
                subset.split(),
                context.path(to),
                subset.limit(),
                seed.seed(),
                shard,
                precision.precision(),
                device.device(),
                resume);
        if (cluster.given()) {
            try (WorkQueue queue = cluster.connect(context).orElseThrow()) {
                queue.listen(new MemberLines(context));
                FeaturesMergeCommand.print(
                        context,
                        output,
                        request.file(),
                        shards.service(context)
                                .features(request, shards.shards(), queue, MemberLines.sentences(context)));
                return 0;
            }
        }
        FeatureWriter writer = context.services().get(FeatureWriter.class);
        Job<InferenceReport<FeatureFile>> work = context.services().whenReady(() -> writer.start(request));
        InferenceReport<FeatureFile> report = new RunMonitor(
                        context,
                        progress.mode(),
                        "Stopping after this batch; the same command with --resume goes on with it.")
                .await(work);
        report.result().ifPresent(this::print);
        return RunResult.complain(context, report);
    }

    private void print(FeatureFile result) {
        if (output.json()) {
            output.document(context.console(), ResultJson.write(result));
            return;
        }
        Table table = Table.pairs()
                .row(
                        "features",
                        "%s, %s each"
                                .formatted(Counted.of(result.images(), "image"), Counted.of(result.width(), "number")))
                .row("network", result.origin().network())
                .row("feature", result.origin().feature())
                .row("images seen as", result.origin().preprocessing())
                .row("precision", result.origin().precision())
                .row("data", "%s, %s".formatted(result.data(), result.protocol()));
        result.shard().ifPresent(part -> table.row("shard", part));
        DataFields.addNotes(table, result.notes());
        output.table(
                context.console(),
                table.row("images per second", Format.count(result.imagesPerSecond()))
                        .row("time", Format.duration(result.seconds()))
                        .row("written to", context.path(to)));
    }
}
