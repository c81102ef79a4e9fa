package org.clade.shell.command.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.clade.api.data.Split;
import org.clade.api.engine.SpeedMeter;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.command.TrainingOptions;
import org.clade.shell.context.Context;
import org.clade.shell.context.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how fast a variant trains here, stage by stage, beside what the machine can do at the most. */
@Command(
        name = "bench",
        description =
                "Measures how many images a second each stage of a variant's training takes, and its share of the time, in one"
                        + " precision and the other by turns, beside the speed of a large matrix product and of a copy on"
                        + " the same machine. To see how time and memory grow: --data \"noise(images=100000, size=64)\".")
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

    @Parameters(paramLabel = "<variant>", description = "What to train: a variant's name or a recipe file.")
    private String variant;

    @Option(
            names = "--images",
            paramLabel = "<n>",
            defaultValue = "2000",
            description = "How many images there are in a trial. Default: ${DEFAULT-VALUE}.")
    private int images;

    @Option(
            names = "--max-batches",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Large batches that a trial trains on. Default: as many as there are, once.")
    private int maxBatches;

    @Option(
            names = "--repeats",
            paramLabel = "<n>",
            defaultValue = "3",
            description =
                    "Trials of each precision; the median counts. One more goes ahead, to warm up, and does not count."
                            + " Default: ${DEFAULT-VALUE}.")
    private int repeats;

    @Option(
            names = "--precision",
            paramLabel = "<type>",
            split = ",",
            defaultValue = "fp32,bf16",
            description = "The precisions to compare. Default: ${DEFAULT-VALUE}.")
    private List<String> precisions;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public BenchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (images < 1 || repeats < 1 || maxBatches < 0) {
            throw new RefusedException("--images and --repeats take whole numbers from 1, --max-batches from 0.");
        }
        Set<String> compared = new LinkedHashSet<>();
        precisions.forEach(precision -> compared.add(precision.strip().toLowerCase(Locale.ROOT)));
        TensorEngine engine = context.services().get(TensorEngine.class);
        compared.forEach(precision -> engine.autocast().precision(precision, engine.device(training.device())));
        Path folder = Files.createTempDirectory("clade-bench");
        try {
            SpeedTrials trials = new SpeedTrials(context, progress.mode());
            Optional<RunReport> failed = trials.run(request(folder), compared, repeats);
            if (failed.isPresent()) {
                return new RunResult(failed.get()).complain(context);
            }
            SpeedMeter meter = context.services().get(SpeedMeter.class);
            print(new SpeedResult(
                    trials.rates(),
                    trials.shares(),
                    trials.peakMegabytes(),
                    repeats,
                    meter.measure(engine.device(training.device()))));
            return ExitCode.DONE;
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private RunRequest request(Path folder) throws InterruptedException {
        return training.request(context, variant)
                .withImages(Split.ALL, images)
                .withLength(maxBatches == 0 ? 1 : 0, maxBatches, 0)
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
