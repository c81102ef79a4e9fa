package org.clade.shell.command.clusters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.clade.api.cluster.ComparisonRequest;
import org.clade.api.cluster.RunComparer;
import org.clade.api.cluster.RunComparison;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.RefusedException;
import org.clade.api.report.ComparisonReportService;
import org.clade.base.json.ResultJson;
import org.clade.base.text.Counted;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.command.SeedOption;
import org.clade.shell.context.Context;
import org.clade.shell.render.Format;
import org.clade.shell.render.ScoreText;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two runs, predictions, tables of clusters or files of vectors. */
@Command(
        name = "compare",
        description =
                "Shows how far two results agree on the images that both have, and where the images of each cluster went; writes a page with the images that moved.")
public final class CompareCommand implements Callable<Integer> {

    private static final int SHOWN = 4;

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private RunsFolder runs;

    @Option(names = "--edited", description = "Compare the clusters with the edits of clusters:merge and the like.")
    private boolean edited;

    @Option(
            names = "--k",
            paramLabel = "<n>",
            description =
                    "The number of groups that k-means makes of vectors. Default: the number of clusters of the other side.")
    private Integer k;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--data",
            paramLabel = "<data>",
            description = "The images to show on the page. Default: those of the first run or prediction.")
    private String data;

    @Option(
            names = "--page",
            paramLabel = "<file>",
            description = "The page to write. Default: compare.html in the folder of run folders.")
    private String page;

    @Parameters(
            index = "0",
            paramLabel = "<run or file>",
            description = {
                "A run (its name in runs:list, the end of that name, its folder, or latest), the folder of a prediction,",
                "a CSV file with the columns image and cluster, or a file of vectors."
            })
    private String first;

    @Parameters(index = "1", paramLabel = "<run or file>", description = "The other one.")
    private String second;

    public CompareCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (k != null && k < 2) {
            throw new RefusedException("--k is %s but must be at least 2.".formatted(k));
        }
        RunComparison comparison = context.services()
                .get(RunComparer.class)
                .compare(new ComparisonRequest(
                        side(first),
                        side(second),
                        edited,
                        k == null ? OptionalInt.empty() : OptionalInt.of(k),
                        seed.seed()));
        Path file = page == null ? runs.path(context).resolve("compare.html") : context.path(page);
        context.services().get(ComparisonReportService.class).write(comparison, Optional.ofNullable(data), file);
        if (output.json()) {
            output.document(context.console(), ResultJson.write(comparison));
        } else {
            print(comparison);
            output.sentence(context.console(), "Page: %s".formatted(file));
        }
        return 0;
    }

    private Path side(String name) throws InterruptedException {
        Path path = context.path(name);
        return Files.isRegularFile(path) || Files.exists(path.resolve("assignments.csv"))
                ? path
                : runs.find(context, name);
    }

    private void print(RunComparison comparison) {
        Table table = new Table(">CLUSTER", ">IMAGES", ">MATCHES", ">KEPT", "WENT TO (IMAGES)", "NAME");
        comparison.clusters().forEach(cluster -> row(table, cluster));
        output.table(context.console(), table);
        context.console().out().println();
        output.table(
                context.console(),
                Table.pairs()
                        .row("NMI", ScoreText.of(comparison.scores(), ClusterScores.NMI))
                        .row("ARI", ScoreText.of(comparison.scores(), ClusterScores.ARI))
                        .row(
                                "moved",
                                "%s of %s in another cluster than the matching one"
                                        .formatted(
                                                Format.count(comparison.moved()),
                                                Counted.of(comparison.images(), "image"))));
        int left = comparison.onlyFirst() + comparison.onlySecond();
        if (left > 0) {
            output.sentence(
                    context.console(),
                    "%s only in the first run and %s only in the second; they do not count."
                            .formatted(
                                    Counted.of(comparison.onlyFirst(), "image is", "images are"),
                                    Format.count(comparison.onlySecond())));
        }
    }

    private static void row(Table table, RunComparison.Destination cluster) {
        String to = cluster.to().stream()
                .limit(SHOWN)
                .map(share -> "%s (%s)".formatted(share.cluster(), Format.count(share.images())))
                .collect(Collectors.joining(", "));
        table.row(
                cluster.cluster(),
                Format.count(cluster.images()),
                cluster.match() < 0 ? "-" : cluster.match(),
                Format.count(cluster.kept()),
                cluster.to().size() > SHOWN ? to + ", …" : to,
                cluster.name());
    }
}
