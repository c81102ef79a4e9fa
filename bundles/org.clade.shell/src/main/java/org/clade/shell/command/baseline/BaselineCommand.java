package org.clade.shell.command.baseline;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.clade.api.baseline.BaselineService;
import org.clade.api.baseline.FeatureClustering;
import org.clade.api.baseline.FeatureClusteringRequest;
import org.clade.api.baseline.PixelClustering;
import org.clade.api.baseline.PixelClusteringRequest;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.base.json.ResultJson;
import org.clade.base.text.Counted;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.DrawOptions;
import org.clade.shell.command.ImagesOption;
import org.clade.shell.command.Output;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.command.SeedOption;
import org.clade.shell.command.SubsetOptions;
import org.clade.shell.command.VectorFileOptions;
import org.clade.shell.command.WholeNumber;
import org.clade.shell.command.data.DataFields;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import org.clade.shell.render.Format;
import org.clade.shell.render.ScoreText;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Clusters images by a classical method. */
@Command(
        name = "baseline",
        description =
                "Clusters the pixels of images, vectors, or the network outputs of a run, by a classical method, to compare"
                        + " with.")
public final class BaselineCommand implements Callable<Integer> {

    private static final List<String> OF_PIXELS = Stream.concat(
                    Stream.of("--data", "--split", "--limit", "--size", "--skip-damaged"),
                    Stream.concat(DrawOptions.NAMES.stream(), VectorFileOptions.NAMES.stream()))
            .toList();

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private ImagesOption images;

    @Mixin
    private SubsetOptions subset;

    @Mixin
    private DrawOptions draw;

    @Option(
            names = "--k",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "The number of clusters. Default: the number of classes.")
    private int clusters;

    @Option(
            names = "--size",
            paramLabel = "<pixels>",
            defaultValue = "0",
            description = "Height and width in pixels to resize the images to. Default: their own size.")
    private int size;

    @Option(
            names = "--cosine",
            description =
                    "Make vectors one long first, so that angles decide, for kmeans, gmm and hdbscan: for features of networks.")
    private boolean cosine;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--run",
            paramLabel = "<run>",
            description =
                    "Cluster the label features of a run's images instead of pixels, and compare with the clusters"
                            + " that the network itself assigns (DAC, Table 3).")
    private String run;

    @Mixin
    private RunsFolder runs;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "<method>",
            description =
                    "The method, such as kmeans; part:list baseline shows all. Options go in brackets: kmeans(…).")
    private String method;

    public BaselineCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        BaselineService baselines = context.services().get(BaselineService.class);
        return run == null ? pixels(baselines) : features(baselines);
    }

    private int pixels(BaselineService baselines) throws Exception {
        PixelClusteringRequest request = new PixelClusteringRequest(
                method(),
                draw.data(images.data(context), seed.seed()),
                subset.split(),
                WholeNumber.given("--k", clusters),
                subset.limit(),
                WholeNumber.notNegative("--size", size),
                seed.seed());
        PixelClustering result =
                Interruption.leavable(() -> context.services().whenReady(() -> baselines.clusterPixels(request)));
        if (output.json()) {
            output.document(context.console(), ResultJson.write(result));
            return 0;
        }
        Table table = Table.pairs()
                .row("method", result.method() + " on " + result.clustered())
                .row(
                        "data",
                        "%s (%s), %s images, seed %s"
                                .formatted(
                                        result.data(), result.protocol(), Format.count(result.images()), result.seed()))
                .row("clusters", result.k());
        if (result.noise() > 0) {
            table.row("noise", noise(result.noise(), result.images()));
        }
        DataFields.addNotes(table, result.notes());
        output.table(
                context.console(),
                ScoreText.rows(table, result.scores()).row("time", Format.duration(result.seconds())));
        return 0;
    }

    private static String noise(int noise, int images) {
        return "%s (%s), scored as a cluster of their own"
                .formatted(Counted.of(noise, "image"), Format.score(noise / (double) images));
    }

    private PartSpec method() {
        PartSpec spec = PartSpec.parse(method);
        return cosine ? spec.with("cosine", "on", List.of()) : spec;
    }

    private int features(BaselineService baselines) throws Exception {
        for (String option : OF_PIXELS) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new RefusedException(
                        "%s says which pixels are clustered, and --run clusters network outputs for the run's own images; give one of them."
                                .formatted(option));
            }
        }
        FeatureClusteringRequest request = new FeatureClusteringRequest(
                method(), runs.find(context, run), WholeNumber.given("--k", clusters), seed.seed());
        FeatureClustering result =
                Interruption.leavable(() -> context.services().whenReady(() -> baselines.clusterFeatures(request)));
        if (output.json()) {
            output.document(context.console(), ResultJson.write(result));
            return 0;
        }
        output.table(
                context.console(),
                new Table("METHOD", ">ACC", ">NMI", ">ARI")
                        .row(ScoreText.row(result.method() + " on label features", result.scores()))
                        .row(ScoreText.row(
                                "the network itself", result.network().scores())));
        output.sentence(
                context.console(),
                "%s of %s, %s images, %s clusters%s, seed %s, %s."
                        .formatted(
                                result.signal(),
                                result.run(),
                                Format.count(result.images()),
                                result.k(),
                                result.noise() > 0 ? ", noise " + noise(result.noise(), result.images()) : "",
                                result.seed(),
                                Format.duration(result.seconds())));
        return 0;
    }
}
