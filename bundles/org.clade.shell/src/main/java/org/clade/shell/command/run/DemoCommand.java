package org.clade.shell.command.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.clade.api.data.Split;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.command.TrainingOptions;
import org.clade.shell.command.baseline.PixelClustering;
import org.clade.shell.context.Context;
import org.clade.shell.context.ExitCode;
import org.clade.shell.progress.RunMonitor;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Clusters the images that Clade brings along, beside k-means. */
@Command(
        name = "demo",
        description = "Clusters 10,000 images that Clade brings along within minutes, beside k-means on their pixels.")
public final class DemoCommand implements Callable<Integer> {

    /** The variant that is shown. */
    public static final String VARIANT = "st-dac-demo";

    private static final PartSpec KMEANS = PartSpec.parse("kmeans");

    /** What is kept back for the first and the last evaluation and for the large batch that the time ends in. */
    private static final long RESERVE_SECONDS = 30;

    private static final int LEAST_SECONDS = 5;

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private ProgressOption progress;

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Decides everything random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--minutes",
            paramLabel = "<n>",
            defaultValue = "5",
            description = "How long all of it may take. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(
            names = "--precision",
            paramLabel = "<type>",
            defaultValue = "auto",
            description = TrainingOptions.PRECISION)
    private String precision;

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            defaultValue = "runs",
            description = "The folder that run folders are made in. Default: ${DEFAULT-VALUE}.")
    private String out;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (!(minutes > 0 && minutes <= 10_000)) {
            throw new RefusedException(
                    "--minutes %s is no time to cluster in; give a number above 0, such as 5.".formatted(minutes));
        }
        long start = System.nanoTime();
        checkPrecision();
        RunService runs = context.services().get(RunService.class);
        context.console().err().println("k-means on the pixels of " + TrainingOptions.DATA + ", to compare with");
        Map<String, Object> kmeans =
                new PixelClustering(KMEANS, TrainingOptions.DATA, Split.ALL, 0, 0, 0, seed).cluster(context.services());
        context.console()
                .err()
                .println("k-means on pixels: %s, in %s"
                        .formatted(RunResult.kmeans(kmeans), Format.duration(kmeans.get("seconds"))));
        context.console().err().println("%s on the same images".formatted(VARIANT));
        RunRequest request = request(start);
        RunHandle run = context.services().patiently(() -> runs.start(request));
        RunReport report = new RunMonitor(context, progress.mode()).await(run);
        RunResult result = new RunResult(report);
        if (output.json()) {
            Map<String, Object> fields = result.fields();
            fields.put("kmeans", scores(kmeans));
            output.document(context.console(), fields);
        } else {
            print(report, kmeans);
        }
        return result.complain(context);
    }

    /** Refuses what the run would refuse, before k-means has taken its time. */
    private void checkPrecision() throws InterruptedException {
        TensorEngine engine = context.services().get(TensorEngine.class);
        engine.autocast().precision(precision.toLowerCase(Locale.ROOT), engine.device("auto"));
    }

    private RunRequest request(long start) {
        long spent = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        int seconds = (int) Math.max(LEAST_SECONDS, Math.round(minutes * 60) - spent - RESERVE_SECONDS);
        return RunRequest.of(VARIANT, TrainingOptions.DATA)
                .withSeed(seed)
                .withLength(0, 0, seconds)
                .withPrecision(precision.toLowerCase(Locale.ROOT))
                .withOut(context.path(out));
    }

    private void print(RunReport report, Map<String, Object> kmeans) {
        Map<String, Object> summary = report.summary();
        if (!summary.isEmpty()) {
            Table table = new Table("METHOD", ">ACC", ">NMI", ">ARI", ">TIME");
            Object seconds = summary.get("seconds") instanceof Map<?, ?> times ? times.get("total") : null;
            row(table, VARIANT, summary, seconds);
            row(table, "k-means on pixels", kmeans, kmeans.get("seconds"));
            output.table(context.console(), table);
            if (report.exitCode() == ExitCode.DONE) {
                boolean trained = !(summary.get("steps") instanceof Number steps) || steps.longValue() > 0;
                output.sentence(
                        context.console(),
                        trained
                                ? verdict(summary.get("acc"), kmeans.get("acc"))
                                : "There was no time left to train in, so this says nothing; give more with --minutes.");
            }
        }
        output.sentence(context.console(), "Run folder: " + report.folder());
    }

    /** {@return who is ahead, whoever it is} */
    public static String verdict(Object network, Object kmeans) {
        if (!(network instanceof Number ours) || !(kmeans instanceof Number theirs)) {
            return "Without scores there is nothing to compare.";
        }
        double points = 100 * (ours.doubleValue() - theirs.doubleValue());
        if (Math.abs(points) < 0.05) {
            return "Both are level in ACC.";
        }
        return points > 0
                ? "%s is ahead of k-means by %s points of ACC.".formatted(VARIANT, Format.tenths(points))
                : "k-means is ahead of %s by %s points of ACC after these few minutes; run %s --epochs 60 trains longer."
                        .formatted(VARIANT, Format.tenths(-points), VARIANT);
    }

    private static void row(Table table, String name, Map<String, Object> scores, Object seconds) {
        table.row(
                name,
                Format.score(scores.get("acc")),
                Format.score(scores.get("nmi")),
                Format.score(scores.get("ari")),
                Format.duration(seconds));
    }

    private static Map<String, Object> scores(Map<String, Object> result) {
        Map<String, Object> scores = new LinkedHashMap<>();
        PixelClustering.SCORES.forEach(score -> scores.put(score, result.get(score)));
        return scores;
    }
}
