package org.clade.shell.command.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clade.api.part.RefusedException;
import org.clade.api.report.EffectsReportService;
import org.clade.api.statistics.EffectsReport;
import org.clade.api.statistics.RunStatistics;
import org.clade.api.statistics.Selection;
import org.clade.api.statistics.StatisticsReport;
import org.clade.api.statistics.StatisticsRequest;
import org.clade.api.statistics.TableFormat;
import org.clade.base.file.AtomicFile;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows statistics over seeds. */
@Command(
        name = "stats",
        description =
                "Shows best, mean, deviation and standard error of variants over their seeds, and compares variants over equal seeds.")
public final class StatsCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Option(
            names = "--metrics",
            paramLabel = "<metrics>",
            split = ",",
            description =
                    "Which scores, such as acc,nmi. Default: ACC, NMI and ARI if there are labels, otherwise all.")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--selection",
            paramLabel = "last|best",
            defaultValue = "last",
            description =
                    "Which evaluation of each run counts: the last one, or the one with the highest accuracy, which labels choose. Default: ${DEFAULT-VALUE}.")
    private Selection selection;

    @Option(
            names = "--confidence",
            paramLabel = "<level>",
            defaultValue = "0.95",
            description = "The level of the confidence intervals. Default: ${DEFAULT-VALUE}.")
    private double confidence;

    @Option(
            names = "--against",
            paramLabel = "<variant>",
            description = "Compare every variant with this one, by its name in the table. Default: all pairs.")
    private String against;

    @Option(
            names = "--format",
            paramLabel = "<format>",
            defaultValue = "markdown",
            description = "markdown, csv, latex or html. Default: ${DEFAULT-VALUE}.")
    private TableFormat format;

    @Option(names = "--to", paramLabel = "<file>", description = "Write the table to a file.")
    private String to;

    @Option(
            names = "--effects",
            description =
                    "Show the main effects of a lattice (variant:lattice) that a sweep trained, and write effects.html and a plot of each metric into the folder of the sweep.")
    private boolean effects;

    @Parameters(
            paramLabel = "<folder>",
            arity = "0..*",
            description = "Sweeps, folders of runs, or runs. Default: runs.")
    private List<String> folders = new ArrayList<>();

    public StatsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Path> paths = (folders.isEmpty() ? List.of("runs") : folders)
                .stream().map(context::path).toList();
        RunStatistics service = context.services().get(RunStatistics.class);
        StatisticsRequest request =
                new StatisticsRequest(paths, metrics, selection, confidence, Optional.ofNullable(against));
        if (effects) {
            return effects(service, request);
        }
        StatisticsReport report = service.of(request);
        if (output.json()) {
            output.document(context.console(), ResultJson.write(report));
        } else if (to == null) {
            service.table(report, format).lines().forEach(context.console().out()::println);
        }
        if (to != null) {
            AtomicFile.write(context.path(to), service.table(report, format));
        }
        report.leftOut().forEach(context::complain);
        return 0;
    }

    private int effects(RunStatistics service, StatisticsRequest request) throws InterruptedException {
        if (against != null) {
            throw new RefusedException(
                    "--against does not go with --effects, which compares every level with the variant's own; leave it out.");
        }
        EffectsReport report = service.effects(request);
        Path page = context.services()
                .get(EffectsReportService.class)
                .write(report, request.folders().get(0));
        if (output.json()) {
            output.document(context.console(), ResultJson.write(report));
        } else if (to == null) {
            service.table(report, format).lines().forEach(context.console().out()::println);
            output.sentence(context.console(), "Open %s for the plots.".formatted(page));
        }
        if (to != null) {
            AtomicFile.write(context.path(to), service.table(report, format));
        }
        report.leftOut().forEach(context::complain);
        return 0;
    }
}
