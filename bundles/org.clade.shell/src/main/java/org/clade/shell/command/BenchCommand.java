package org.clade.shell.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.clade.api.data.Split;
import org.clade.api.engine.Ceiling;
import org.clade.api.engine.SpeedMeter;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.shell.Context;
import org.clade.shell.ExitCode;
import org.clade.shell.progress.RunWatch;
import org.clade.shell.render.Table;
import org.clade.shell.render.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how fast a variant trains here, stage by stage, beside what the machine can do at the most. */
@Command(
        name = "bench",
        description =
                "Measures how many images a second each stage of a variant's training takes, in one precision and the"
                        + " other by turns, beside the speed of a large matrix product and of a copy on the same machine.")
public final class BenchCommand implements Callable<Integer> {

    private static final String LOOP = "whole loop";
    private static final List<String> STAGES = List.of("targets", "assign", "augment", "train", "evaluate");

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private ProgressOption progress;

    @Parameters(paramLabel = "<variant>", description = "What to train: a variant's name or a recipe file.")
    private String variant;

    @Option(
            names = "--data",
            paramLabel = "<data>",
            defaultValue = RunOptions.DATA,
            description = "The images: a name that data:list shows, or a folder. Default: ${DEFAULT-VALUE}.")
    private String data;

    @Option(
            names = "--images",
            paramLabel = "<n>",
            defaultValue = "2000",
            description = "How many images a trial trains on, once. Default: ${DEFAULT-VALUE}.")
    private int images;

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

    @Option(
            names = "--device",
            paramLabel = "<device>",
            defaultValue = "auto",
            description = "Where to compute: auto, cpu, gpu or gpu:<n>. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(
            names = "--set",
            paramLabel = "<key>=<value>",
            description = "Change a key of the variant, such as batch=500; may be given several times.")
    private Map<String, String> changes = new LinkedHashMap<>();

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
        if (images < 1 || repeats < 1) {
            throw new RefusedException("--images and --repeats take whole numbers from 1.");
        }
        Set<String> compared = new LinkedHashSet<>();
        precisions.forEach(precision -> compared.add(precision.strip().toLowerCase(Locale.ROOT)));
        TensorEngine engine = context.services().get(TensorEngine.class);
        compared.forEach(precision -> engine.precision(precision, engine.device(device)));
        Path folder = Files.createTempDirectory("clade-bench");
        try {
            Map<String, List<RunReport>> trials = new LinkedHashMap<>();
            for (int i = 0; i <= repeats; i++) {
                for (String precision : compared) {
                    RunReport report = trial(precision, folder);
                    if (report.exitCode() != ExitCode.DONE) {
                        return new RunResult(report).complain(context);
                    }
                    if (i > 0) {
                        trials.computeIfAbsent(precision, key -> new ArrayList<>())
                                .add(report);
                    }
                }
            }
            print(trials, context.services().get(SpeedMeter.class).measure(engine.device(device)));
            return ExitCode.DONE;
        } finally {
            delete(folder);
        }
    }

    private RunReport trial(String precision, Path folder) throws InterruptedException {
        RunService runs = context.services().get(RunService.class);
        RunRequest request = RunRequest.of(context.nameOrPath(variant), context.nameOrPath(data))
                .withChanges(changes)
                .withImages(Split.ALL, images)
                .withLength(1, 0, 0)
                .withPrecision(precision)
                .withDevice(device)
                .withOut(folder);
        return new RunWatch(context, progress.mode()).await(context.services().patiently(() -> runs.start(request)));
    }

    private void print(Map<String, List<RunReport>> trials, Ceiling ceiling) {
        Map<String, Map<String, Double>> rates = new LinkedHashMap<>();
        trials.forEach((precision, reports) -> rates.put(precision, medians(reports)));
        if (output.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("variant", variant);
            document.put("data", data);
            document.put("images", images);
            document.put("repeats", repeats);
            document.put("images_per_second", rates);
            document.put(
                    "ceiling",
                    Map.of(
                            "fp32_gflops", ceiling.fp32(),
                            "bf16_gflops", ceiling.bf16(),
                            "copy_gigabytes_per_second", ceiling.copy()));
            output.document(context.console(), document);
            return;
        }
        Table table = new Table(Stream.concat(
                        Stream.of("IMAGES PER SECOND"),
                        rates.keySet().stream().map(precision -> ">" + precision.toUpperCase(Locale.ROOT)))
                .toArray(String[]::new));
        List<String> rows = new ArrayList<>(STAGES);
        rows.add(LOOP);
        for (String stage : rows) {
            if (rates.values().stream().anyMatch(rate -> rate.containsKey(stage))) {
                table.row(Stream.concat(
                                Stream.of(stage),
                                rates.values().stream()
                                        .map(rate -> rate.containsKey(stage) ? Words.count(rate.get(stage)) : ""))
                        .toArray());
            }
        }
        output.table(context.console(), table);
        output.sentence(
                context.console(),
                "Medians of %d; the whole loop is without evaluation. The machine's ceiling in the same minute: %s GFLOP/s fp32%s, copies %s GB/s."
                        .formatted(
                                repeats,
                                Words.count(ceiling.fp32()),
                                ceiling.bf16() == 0 ? "" : ", %s bf16".formatted(Words.count(ceiling.bf16())),
                                Words.tenths(ceiling.copy())));
    }

    /** {@return the median rate of each stage} */
    static Map<String, Double> medians(List<RunReport> reports) {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        for (RunReport report : reports) {
            if (report.summary().get("images_per_second_by_stage") instanceof Map<?, ?> stages) {
                stages.forEach((stage, rate) -> add(all, stage.toString(), rate));
            }
            add(all, LOOP, report.summary().get("images_per_second"));
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        all.forEach((stage, rates) -> {
            rates.sort(Comparator.naturalOrder());
            int half = rates.size() / 2;
            medians.put(stage, rates.size() % 2 == 1 ? rates.get(half) : (rates.get(half - 1) + rates.get(half)) / 2);
        });
        return medians;
    }

    private static void add(Map<String, List<Double>> all, String stage, Object rate) {
        if (rate instanceof Number number) {
            all.computeIfAbsent(stage, key -> new ArrayList<>()).add(number.doubleValue());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
