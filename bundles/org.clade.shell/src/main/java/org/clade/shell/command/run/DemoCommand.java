package org.clade.shell.command.run;

import com.google.gson.JsonObject;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.clade.api.baseline.BaselineService;
import org.clade.api.baseline.PixelClustering;
import org.clade.api.baseline.PixelClusteringRequest;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.run.RunSummary;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.ImagesOption;
import org.clade.shell.command.Output;
import org.clade.shell.command.PrecisionOption;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.command.SeedOption;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import org.clade.shell.progress.RunMonitor;
import org.clade.shell.render.Format;
import org.clade.shell.render.ScoreText;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Clusters the images that Clade includes, and compares with k-means. */
@Command(
        name = "demo",
        description = "Clusters the 10,000 images that Clade includes in a few minutes, and compares the result with"
                + " k-means on the same pixels.")
public final class DemoCommand implements Callable<Integer> {

    /** The variant of the demo. */
    public static final String VARIANT = "st-dac-demo";

    private static final PartSpec KMEANS = PartSpec.parse("kmeans");

    /** The time reserved for the first and the last evaluation and for the last large batch. */
    private static final long RESERVE_SECONDS = 30;

    private static final int LEAST_SECONDS = 5;
    private static final double MOST_MINUTES = 10_000;

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--minutes",
            paramLabel = "<n>",
            defaultValue = "5",
            description = "The time limit for everything, in minutes. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Mixin
    private PrecisionOption precision = new PrecisionOption("auto");

    @Mixin
    private RunsFolder out;

    public DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw new RefusedException("--minutes must be above 0 and at most 10000 but is %s; give a number such as 5."
                    .formatted(minutes));
        }
        long start = System.nanoTime();
        RunService runs = context.services().get(RunService.class);
        runs.check(request(start)); // before the slow k-means
        BaselineService baselines = context.services().get(BaselineService.class);
        context.console().err().println("k-means on the pixels of " + ImagesOption.DATA + ", to compare with");
        PixelClusteringRequest pixels = PixelClusteringRequest.of(KMEANS, ImagesOption.DATA, seed.seed());
        PixelClustering kmeans =
                Interruption.leavable(() -> context.services().whenReady(() -> baselines.clusterPixels(pixels)));
        context.console()
                .err()
                .println("k-means on pixels: %s, in %s"
                        .formatted(ScoreText.line(kmeans.scores()), Format.duration(kmeans.seconds())));
        context.console().err().println("%s on the same images".formatted(VARIANT));
        RunRequest request = request(start);
        RunHandle run = context.services().whenReady(() -> runs.start(request));
        RunReport report = new RunMonitor(context, progress.mode()).await(run);
        if (output.json()) {
            JsonObject fields = new RunResult(report).fields();
            fields.add("kmeans", scores(kmeans.scores()));
            output.document(context.console(), fields);
        } else {
            print(report, kmeans);
        }
        return RunResult.complain(context, report);
    }

    private RunRequest request(long start) {
        long spent = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        int seconds = (int) Math.max(LEAST_SECONDS, Math.round(minutes * 60) - spent - RESERVE_SECONDS);
        return RunRequest.of(VARIANT, ImagesOption.DATA)
                .withSeed(seed.seed())
                .withSeconds(OptionalInt.of(seconds))
                .withPrecision(precision.precision())
                .withOut(out.path(context));
    }

    private void print(RunReport report, PixelClustering kmeans) {
        report.summary().ifPresent(summary -> {
            output.table(
                    context.console(),
                    new Table("METHOD", ">ACC", ">NMI", ">ARI", ">TIME")
                            .row(ScoreText.row(
                                    VARIANT,
                                    summary.training().scores(),
                                    Format.duration(summary.speed().seconds().total())))
                            .row(ScoreText.row(
                                    "k-means on pixels", kmeans.scores(), Format.duration(kmeans.seconds()))));
            if (report.outcome() == RunOutcome.COMPLETED) {
                output.sentence(context.console(), verdict(summary, kmeans.scores()));
            }
        });
        new RunResult(report).page().ifPresent(page -> output.sentence(context.console(), "Report: " + page));
        output.sentence(context.console(), "Run folder: " + report.folder());
    }

    private static String verdict(RunSummary summary, ClusterScores kmeans) {
        return summary.training().steps().orElse(1) == 0
                ? "No time was left for training, so there is nothing to compare; give more time with --minutes."
                : verdict(summary.score(ClusterScores.ACC), kmeans.get(ClusterScores.ACC));
    }

    /** {@return which method is better} */
    public static String verdict(OptionalDouble network, OptionalDouble kmeans) {
        if (network.isEmpty() || kmeans.isEmpty()) {
            return "Without scores there is nothing to compare.";
        }
        double points = 100 * (network.getAsDouble() - kmeans.getAsDouble());
        if (Math.abs(points) < 0.05) {
            return "Both have the same ACC.";
        }
        return points > 0
                ? "%s is ahead of k-means by %s points of ACC.".formatted(VARIANT, Format.tenths(points))
                : "k-means is ahead of %s by %s points of ACC after these few minutes; run %s --epochs 60 trains longer."
                        .formatted(VARIANT, Format.tenths(-points), VARIANT);
    }

    private static JsonObject scores(ClusterScores kmeans) {
        JsonObject scores = new JsonObject();
        ClusterScores.OF_LABELS.stream()
                .filter(id -> kmeans.get(id).isPresent())
                .forEach(id -> scores.addProperty(id, kmeans.get(id).getAsDouble()));
        return scores;
    }
}
