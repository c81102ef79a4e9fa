package org.clade.shell.command.clusters;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.clade.api.cluster.ImageCheck;
import org.clade.api.cluster.ImageSimilarity;
import org.clade.api.part.RefusedException;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.RunArgument;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for near-duplicates and outliers. */
@Command(
        name = "clusters:check",
        description =
                "Finds images of a run that are nearly the same, and images that are like no other: duplicates.csv and outliers.csv.")
public final class ClustersCheckCommand implements Callable<Integer> {

    private static final int SHOWN = 10;

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private RunArgument run;

    @Option(
            names = "--threshold",
            paramLabel = "<correlation>",
            defaultValue = "" + ImageSimilarity.THRESHOLD,
            description = "The least correlation of the details of near-duplicates, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double threshold;

    public ClustersCheckCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new RefusedException("--threshold must be a number from 0 to 1 but is %s.".formatted(threshold));
        }
        Path folder = run.folder(context);
        ImageSimilarity similarity = context.services().get(ImageSimilarity.class);
        ImageCheck check =
                Interruption.leavable(() -> context.services().whenReady(() -> similarity.check(folder, threshold)));
        if (output.json()) {
            output.document(context.console(), ResultJson.write(check));
        } else {
            print(check);
        }
        return 0;
    }

    private void print(ImageCheck check) {
        if (!check.duplicates().isEmpty()) {
            Table pairs = new Table(">PIXELS", ">COSINE", "NEARLY THE SAME");
            check.duplicates().stream()
                    .limit(SHOWN)
                    .forEach(pair -> pairs.row(
                            Format.score(pair.pixels()),
                            Format.score(pair.cosine()),
                            pair.first() + "  " + pair.second()));
            output.table(context.console(), pairs);
            context.console().out().println();
        }
        Table outliers = new Table(">SCORE", "LIKE NO OTHER");
        check.outliers().stream()
                .limit(SHOWN)
                .forEach(outlier -> outliers.row(Format.score(outlier.score()), outlier.path()));
        output.table(context.console(), outliers);
        context.console().out().println();
        output.sentence(
                context.console(),
                "%s among %s images, in %s; all of them are in duplicates.csv and outliers.csv of the run's folder, with pictures in figures/."
                        .formatted(
                                counted(check.duplicates().size()),
                                Format.count(check.images()),
                                Format.duration(check.seconds())));
    }

    private static String counted(int pairs) {
        return switch (pairs) {
            case 0 -> "No near-duplicates";
            case 1 -> "1 pair of near-duplicates";
            default -> Format.count(pairs) + " pairs of near-duplicates";
        };
    }
}
