package org.clade.shell.command.run;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clade.api.cluster.ClusterPlan;
import org.clade.api.cluster.ClusterReport;
import org.clade.api.cluster.ClusterRequest;
import org.clade.api.cluster.ClusterService;
import org.clade.api.cluster.CountRange;
import org.clade.api.cluster.CountResult;
import org.clade.api.cluster.ImageCheck;
import org.clade.api.data.ImageFit;
import org.clade.api.run.Job;
import org.clade.api.run.RunState;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.DeviceOption;
import org.clade.shell.command.Output;
import org.clade.shell.command.PrecisionOption;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.command.SeedOption;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import org.clade.shell.progress.RunMonitor;
import org.clade.shell.render.Format;
import org.clade.shell.render.Json;
import org.clade.shell.render.KMeansText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sorts a folder of photographs. */
@Command(
        name = "cluster",
        description = "Sorts a folder of unlabeled images into groups of similar ones. It leaves a folder of links for"
                + " each cluster, contact sheets and a report page.")
public final class ClusterCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private ProgressOption progress;

    @Parameters(paramLabel = "<folder>", description = "A folder of images; those in the folders below it count too.")
    private String folder;

    @Option(
            names = "--k",
            paramLabel = "<n>|<a>..<b>",
            description =
                    "How many clusters, or a range such as 5..15 to choose from. Default: 10, fewer for few images.")
    private String clusters;

    @Option(
            names = "--variant",
            paramLabel = "<variant>",
            description = "A variant or a recipe file. Default: the recipe for photographs that fits the images.")
    private String variant;

    @Option(
            names = "--network",
            paramLabel = "<network>",
            description =
                    "Cluster the features of a pretrained network: its file (.safetensors, TorchScript or ONNX), or a"
                            + " backbone part with its options. Default: learn from the images alone.")
    private String network;

    @Option(
            names = "--minutes",
            paramLabel = "<n>",
            defaultValue = "10",
            description = "How long all of it may take. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(
            names = "--fit",
            paramLabel = "<how>",
            defaultValue = "squash",
            description =
                    "How images become square: squash changes their aspect ratio, crop cuts off what is outside of the"
                            + " middle, pad puts black around them. Default: ${DEFAULT-VALUE}.")
    private ImageFit fit;

    @ArgGroup
    private ClusterFileOptions files = new ClusterFileOptions();

    @Option(
            names = "--strict",
            description = "Refuse the folder if an image cannot be read. Otherwise skipped.csv lists such images.")
    private boolean strict;

    @Option(
            names = "--labels",
            paramLabel = "<source>",
            defaultValue = "none",
            description =
                    "folders takes the names of folders as labels to score with; none does not. Default: ${DEFAULT-VALUE}.")
    private LabelSource labels;

    @Mixin
    private SeedOption seed;

    @Mixin
    private PrecisionOption precision = new PrecisionOption("auto");

    @Mixin
    private DeviceOption device;

    @Mixin
    private RunsFolder out;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public ClusterCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        ClusterRequest request = request();
        ClusterService service = context.services().get(ClusterService.class);
        context.console().err().println("Looking at the images of " + folder);
        ClusterPlan plan = Interruption.leavable(() -> context.services().whenReady(() -> service.plan(request)));
        plan.sentences().forEach(context.console().err()::println);
        Job<ClusterReport> work = service.start(plan);
        ClusterReport report = new RunMonitor(context, progress.mode()).await(work);
        if (output.json()) {
            output.document(context.console(), fields(report));
        } else if (report.run().summary().isPresent()) {
            print(report);
        }
        return RunResult.complain(context, report);
    }

    private ClusterRequest request() {
        return new ClusterRequest(
                context.path(folder),
                Optional.ofNullable(clusters).map(CountRange::parse),
                Optional.ofNullable(variant).map(context::nameOrPath),
                minutes,
                fit,
                files.mode(),
                strict,
                labels == LabelSource.FOLDERS,
                seed.seed(),
                precision.precision(),
                device.device(),
                out.path(context),
                Optional.ofNullable(network).map(context::nameOrPath));
    }

    private void print(ClusterReport report) {
        new RunResult(report.run()).show(context, output);
        report.run()
                .summary()
                .flatMap(KMeansText::of)
                .ifPresent(sentence -> output.sentence(context.console(), sentence));
        report.counts().ifPresent(this::print);
        report.check().ifPresent(this::print);
        if (report.state() == RunState.STOPPED) {
            output.sentence(context.console(), "Continue it with: resume " + report.folder());
        }
        look(report, "report.html", "Look at %s");
        look(report, "clusters", "Each cluster's images are in %s");
        look(report, "contact-sheets", "A picture of each cluster is in %s");
    }

    private void print(CountResult counts) {
        if (clusters != null && clusters.contains("..")) {
            output.table(context.console(), CountText.table(counts));
            output.sentence(context.console(), CountText.advice(counts));
        } else {
            output.sentence(
                    context.console(),
                    "%s --k %s tries it."
                            .formatted(CountText.advice(counts), counts.advice().k()));
        }
    }

    private void print(ImageCheck check) {
        int pairs = check.duplicates().size();
        output.sentence(
                context.console(),
                "%s of near-duplicates (duplicates.csv) and the %s images that are least like others (outliers.csv) are in the report."
                        .formatted(
                                pairs == 1 ? "One pair" : pairs == 0 ? "No pairs" : Format.count(pairs) + " pairs",
                                Format.count(check.outliers().size())));
    }

    private void look(ClusterReport report, String name, String sentence) {
        Path path = report.folder().resolve(name);
        if (Files.exists(path)) {
            output.sentence(context.console(), sentence.formatted(path));
        }
    }

    private JsonObject fields(ClusterReport report) {
        JsonObject fields = new RunResult(report.run()).fields();
        report.counts().ifPresent(counts -> fields.add("counts", Json.tree(CountText.fields(counts))));
        return fields;
    }
}
