package org.clade.shell.command.run;

import java.util.Locale;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.shell.command.TrainingOptions;
import org.clade.shell.context.Context;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a run may be asked for. */
final class RunOptions {

    @Mixin
    private TrainingOptions training;

    @Option(
            names = "--split",
            paramLabel = "<split>",
            defaultValue = "all",
            description = "Which images: all (train and test jointly), train or test. Default: ${DEFAULT-VALUE}.")
    private Split split;

    @Option(
            names = "--k",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "How many clusters. Default: as the variant says.")
    private int clusters;

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Decides everything random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--epochs",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Passes over the images. Default: as the variant says.")
    private int epochs;

    @Option(
            names = "--max-batches",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Large batches to train on. Default: as the variant says.")
    private int maxBatches;

    @Option(
            names = "--limit",
            paramLabel = "<images>",
            defaultValue = "0",
            description = "Only so many images, drawn by the seed. Default: all.")
    private int limit;

    @Option(
            names = "--seconds",
            paramLabel = "<n>",
            defaultValue = "0",
            description =
                    "End training after so many seconds, at the next step; a last evaluation follows. Default: no limit.")
    private int seconds;

    @Option(
            names = "--precision",
            paramLabel = "<type>",
            defaultValue = "fp32",
            description = TrainingOptions.PRECISION)
    private String precision;

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            defaultValue = "runs",
            description = "The folder that run folders are made in. Default: ${DEFAULT-VALUE}.")
    private String out;

    @Option(
            names = "--no-baseline",
            description = "Leave out k-means on the pixels of the same images, which is there to compare with.")
    private boolean noBaseline;

    @Option(
            names = "--stop-on-collapse",
            description = "Stop where an evaluation finds that the clusters have collapsed, with exit code 5.")
    private boolean stopOnCollapse;

    /** {@return what the options ask for} */
    RunRequest request(Context context, String variant) throws InterruptedException {
        notNegative("--k", clusters);
        notNegative("--epochs", epochs);
        notNegative("--max-batches", maxBatches);
        notNegative("--limit", limit);
        notNegative("--seconds", seconds);
        givenOnce("--k", clusters, "clusters");
        givenOnce("--epochs", epochs, "epochs");
        givenOnce("--max-batches", maxBatches, "max_batches");
        return training.request(context, variant)
                .withImages(split, limit)
                .withClusters(clusters)
                .withSeed(seed)
                .withLength(epochs, maxBatches, seconds)
                .withPrecision(precision.toLowerCase(Locale.ROOT))
                .withOut(context.path(out))
                .withBaseline(!noBaseline)
                .withStopOnCollapse(stopOnCollapse);
    }

    private void givenOnce(String option, int value, String key) {
        String other = training.changes().get(key);
        if (value > 0 && other != null) {
            throw new RefusedException("%s is given twice, as %s %s and as --set %s=%s; leave one of them out."
                    .formatted(key, option, value, key, other));
        }
    }

    private static void notNegative(String name, int value) {
        if (value < 0) {
            throw new RefusedException(
                    "%s %s is less than nothing; give a whole number from 0, where 0 means the default."
                            .formatted(name, value));
        }
    }
}
