package org.clade.shell.command.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.run.Benchmark;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.command.TrainingOptions;
import org.clade.shell.command.WholeNumber;
import org.clade.shell.context.Context;
import org.clade.shell.context.ExitCode;
import org.clade.shell.progress.RunMonitor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the training speed of a variant, stage by stage, and the machine's ceiling. */
@Command(
        name = "bench",
        description =
                "Measures how many images per second each stage of a variant's training takes, and its share of the time,"
                        + " alternating between precisions. Also measures a large matrix product and a copy, the"
                        + " machine's ceiling. To see how time and memory grow: --data \"noise(images=100000, size=64)\". With --suite it measures everything that people wait for instead.")
public final class BenchCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private TrainingOptions training;

    @Mixin
    private ProgressOption progress;

    @Parameters(
            paramLabel = "<variant>",
            arity = "0..1",
            description = "What to train: a variant's name or a recipe file. Not with --suite.")
    private String variant;

    @Mixin
    private SuiteOptions suite;

    @Option(
            names = "--images",
            paramLabel = "<n>",
            defaultValue = "2000",
            description = "How many images a trial has. Default: ${DEFAULT-VALUE}.")
    private int images;

    @Option(
            names = "--max-batches",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Large batches that a trial trains on. Default: all of them, once.")
    private int maxBatches;

    @Option(
            names = "--repeats",
            paramLabel = "<n>",
            defaultValue = "3",
            description =
                    "Trials of each precision; the median counts. One more trial first warms up and does not count."
                            + " Default: ${DEFAULT-VALUE}.")
    private int repeats;

    @Option(
            names = "--precision",
            paramLabel = "<type>",
            split = ",",
            defaultValue = "fp32,bf16",
            description = "The precisions to compare. Default: ${DEFAULT-VALUE}.")
    private List<String> precisions;

    public BenchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (suite.wanted(variant)) {
            suite.run(context, output, progress.mode());
            return ExitCode.DONE;
        }
        if (images < 1 || repeats < 1) {
            throw new RefusedException(
                    "--images and --repeats must be at least 1 but are %s and %s; give whole numbers."
                            .formatted(images, repeats));
        }
        List<String> compared = precisions.stream()
                .map(precision -> precision.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        Benchmark benchmark = context.services().get(Benchmark.class);
        RunService runs = context.services().get(RunService.class);
        Path folder = Files.createTempDirectory("clade-bench");
        try {
            print(new SpeedResult(
                    benchmark.measure(
                            request(folder), compared, repeats, trial -> new RunMonitor(context, progress.mode())
                                    .await(context.services().whenReady(() -> runs.start(trial)))),
                    repeats));
            return ExitCode.DONE;
        } catch (Benchmark.TrialFailedException e) {
            return RunResult.complain(context, e.report());
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private RunRequest request(Path folder) throws InterruptedException {
        OptionalInt batches = WholeNumber.given("--max-batches", maxBatches);
        return training.request(context, variant)
                .withImages(Split.ALL, images)
                .withEpochs(batches.isPresent() ? OptionalInt.empty() : OptionalInt.of(1))
                .withRounds(batches)
                .withTimed()
                .withOut(folder);
    }

    private void print(SpeedResult result) {
        if (output.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("variant", variant);
            document.put("data", training.data());
            document.put("images", images);
            document.put("repeats", repeats);
            document.putAll(result.fields());
            output.document(context.console(), document);
        } else {
            output.table(context.console(), result.table());
            output.sentence(context.console(), result.sentence());
        }
    }
}
