package org.clade.shell.command.clusters;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.clade.api.cluster.RunComparer;
import org.clade.api.cluster.RunComparison;
import org.clade.api.metric.ClusterScores;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.context.Context;
import org.clade.shell.render.Format;
import org.clade.shell.render.ScoreText;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two runs. */
@Command(
        name = "compare",
        description =
                "Shows how far two runs agree on the images that both have, and where the images of each cluster went.")
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

    @Parameters(
            index = "0",
            paramLabel = "<run>",
            description = "One run: its name in runs:list, the end of that name, its folder, or latest.")
    private String first;

    @Parameters(index = "1", paramLabel = "<run>", description = "The other run.")
    private String second;

    public CompareCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        RunComparison comparison = context.services()
                .get(RunComparer.class)
                .compare(runs.find(context, first), runs.find(context, second), edited);
        if (output.json()) {
            output.document(context.console(), ResultJson.write(comparison));
        } else {
            print(comparison);
        }
        return 0;
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
                                "%s of %s images are in another cluster than the matching one"
                                        .formatted(
                                                Format.count(comparison.moved()), Format.count(comparison.images()))));
        int left = comparison.onlyFirst() + comparison.onlySecond();
        if (left > 0) {
            output.sentence(
                    context.console(),
                    "%s images are only in the first run and %s only in the second; they do not count."
                            .formatted(Format.count(comparison.onlyFirst()), Format.count(comparison.onlySecond())));
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
