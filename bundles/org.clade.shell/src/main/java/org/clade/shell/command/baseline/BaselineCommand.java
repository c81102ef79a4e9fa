package org.clade.shell.command.baseline;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.data.Split;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.command.SkipDamagedOption;
import org.clade.shell.command.TrainingOptions;
import org.clade.shell.command.data.DataFields;
import org.clade.shell.context.Context;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Clusters the pixels of images by a classical method. */
@Command(
        name = "baseline",
        description = "Clusters the pixels of images, or what a run's network says of them, by a classical method, to"
                + " compare with.")
public final class BaselineCommand implements Callable<Integer> {

    private static final List<String> OF_PIXELS = List.of("--data", "--split", "--limit", "--size", "--skip-damaged");

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Option(
            names = "--data",
            paramLabel = "<data>",
            defaultValue = TrainingOptions.DATA,
            description = "The images: a name that data:list shows, or a folder. Default: ${DEFAULT-VALUE}.")
    private String data;

    @Mixin
    private SkipDamagedOption skip;

    @Option(
            names = "--split",
            paramLabel = "<split>",
            defaultValue = "all",
            description = "Which images: all, train or test. Default: ${DEFAULT-VALUE}.")
    private Split split;

    @Option(
            names = "--limit",
            paramLabel = "<images>",
            defaultValue = "0",
            description = "Only so many images, those that a run of the same seed takes. Default: all.")
    private int limit;

    @Option(
            names = "--k",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "How many clusters. Default: as many as there are classes.")
    private int clusters;

    @Option(
            names = "--size",
            paramLabel = "<pixels>",
            defaultValue = "0",
            description = "Resize the images to so many pixels first. Default: as they are.")
    private int size;

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Decides everything random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--run",
            paramLabel = "<run>",
            description =
                    "Cluster the label features of a run's images in place of pixels, beside the clusters that the"
                            + " network itself assigns (DAC, Table 3).")
    private String run;

    @Mixin
    private RunsFolder runs;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "<method>",
            description =
                    "The method, such as kmeans; part:list baseline shows all. Options go in brackets: kmeans(…).")
    private String method;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public BaselineCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 0 || clusters < 0 || size < 0) {
            throw new RefusedException("--limit, --k and --size take whole numbers from 0, where 0 means the default.");
        }
        if (run != null) {
            return labels();
        }
        Map<String, Object> result = new PixelClustering(
                        PartSpec.parse(method), skip.data(context, data), split, clusters, limit, size, seed)
                .cluster(context.services());
        if (output.json()) {
            output.document(context.console(), result);
            return 0;
        }
        Table table = Table.pairs()
                .row("method", result.get("method") + " on pixels")
                .row(
                        "data",
                        "%s, %s images, seed %s"
                                .formatted(result.get("data"), Format.count(result.get("images")), seed))
                .row("clusters", result.get("k"));
        DataFields.addNotes(table, result);
        PixelClustering.addScores(table, result);
        output.table(context.console(), table.row("time", Format.duration(result.get("seconds"))));
        return 0;
    }

    private int labels() throws Exception {
        for (String option : OF_PIXELS) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new RefusedException(
                        "%s says which pixels are clustered, and --run clusters what a network says of its own images; leave one of them away."
                                .formatted(option));
            }
        }
        Map<String, Object> result = new FeatureBaseline(
                        PartSpec.parse(method), runs.find(context, run), clusters, seed)
                .cluster(context.services());
        if (output.json()) {
            output.document(context.console(), result);
            return 0;
        }
        Table table = new Table("METHOD", ">ACC", ">NMI", ">ARI");
        scores(table, result.get("method") + " on label features", result);
        scores(table, "the network itself", (Map<?, ?>) result.get("network"));
        output.table(context.console(), table);
        output.sentence(
                context.console(),
                "%s of %s, %s images, %s clusters, seed %s, %s."
                        .formatted(
                                result.get("signal"),
                                result.get("run"),
                                Format.count(result.get("images")),
                                result.get("k"),
                                seed,
                                Format.duration(result.get("seconds"))));
        return 0;
    }

    private static void scores(Table table, String name, Map<?, ?> scores) {
        table.row(
                name,
                Format.score(scores.get("acc")),
                Format.score(scores.get("nmi")),
                Format.score(scores.get("ari")));
    }
}
