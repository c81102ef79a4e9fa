package org.clade.shell.command.clusters;

import java.util.concurrent.Callable;
import org.clade.api.baseline.ClusterScore;
import org.clade.api.baseline.ClusterScoreRequest;
import org.clade.api.baseline.ClusterScorer;
import org.clade.api.part.PartSpec;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.RunArgument;
import org.clade.shell.command.SeedOption;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores clusters without labels. */
@Command(
        name = "clusters:score",
        description =
                "Scores the clusters of a run without labels, by the features of its backbone: how well a linear classifier"
                        + " predicts the clusters of images that it has not seen (TURTLE). Compare runs of the same data"
                        + " that found the same number of clusters.")
public final class ClustersScoreCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private RunArgument run;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--metric",
            paramLabel = "<metric>",
            defaultValue = "generalization",
            description =
                    "A metric on features, and its options, such as generalization(folds=5). Default: ${DEFAULT-VALUE}.")
    private String metric;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public ClustersScoreCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        ClusterScoreRequest request = new ClusterScoreRequest(PartSpec.parse(metric), run.folder(context), seed.seed());
        ClusterScorer scorer = context.services().get(ClusterScorer.class);
        ClusterScore result = Interruption.leavable(() -> context.services().whenReady(() -> scorer.score(request)));
        if (output.json()) {
            output.document(context.console(), ResultJson.write(result));
            return 0;
        }
        output.table(
                context.console(),
                Table.pairs()
                        .row("score", Format.score(result.score()))
                        .row("metric", result.metric())
                        .row(
                                "data",
                                "%s, %s images, features of %s values, seed %s"
                                        .formatted(
                                                result.data(),
                                                Format.count(result.images()),
                                                result.features(),
                                                result.seed()))
                        .row("clusters", "%s of %s have images".formatted(result.found(), result.k()))
                        .row("largest share", Format.score(result.largestShare()))
                        .row("time", Format.duration(result.seconds())));
        return 0;
    }
}
