package org.clade.shell.command.run;

import java.util.OptionalInt;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.shell.command.DrawOptions;
import org.clade.shell.command.LengthOptions;
import org.clade.shell.command.PrecisionOption;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.command.SeedOption;
import org.clade.shell.command.SubsetOptions;
import org.clade.shell.command.TrainingOptions;
import org.clade.shell.command.WholeNumber;
import org.clade.shell.context.Context;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a run. */
final class RunOptions {

    @Mixin
    private TrainingOptions training;

    @Mixin
    private SubsetOptions subset;

    @Mixin
    private DrawOptions draw;

    @Mixin
    private SeedOption seed;

    @Mixin
    private PrecisionOption precision = new PrecisionOption("fp32");

    @Mixin
    private RunsFolder out;

    @Option(
            names = "--k",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "The number of clusters. Default: the variant's value.")
    private int clusters;

    @Mixin
    private LengthOptions length;

    @Option(
            names = "--no-baseline",
            description = "Leave out k-means on the pixels of the same images, or on the same vectors.")
    private boolean noBaseline;

    @Option(
            names = "--stop-on-collapse",
            description = "Stop when an evaluation finds that the clusters have collapsed, with exit code 5.")
    private boolean stopOnCollapse;

    /** {@return the values of the options} */
    RunRequest request(Context context, String variant) throws InterruptedException {
        OptionalInt k = WholeNumber.given("--k", clusters);
        OptionalInt ofEpochs = length.epochs();
        OptionalInt ofBatches = length.maxBatches();
        OptionalInt ofSeconds = length.seconds();
        int limit = subset.limit();
        givenOnce("--k", k, "clusters");
        givenOnce("--epochs", ofEpochs, "epochs");
        givenOnce("--max-batches", ofBatches, "max_batches");
        return training.request(context, variant, draw.data(training.data(context), seed.seed()))
                .withImages(subset.split(), limit)
                .withClusters(k)
                .withSeed(seed.seed())
                .withEpochs(ofEpochs)
                .withRounds(ofBatches)
                .withSeconds(ofSeconds)
                .withPrecision(precision.precision())
                .withOut(out.path(context))
                .withBaseline(!noBaseline)
                .withStopOnCollapse(stopOnCollapse);
    }

    private void givenOnce(String option, OptionalInt value, String key) {
        String other = training.changes().get(key);
        if (value.isPresent() && other != null) {
            throw new RefusedException("%s is given twice, as %s %s and as --set %s=%s; leave one of them out."
                    .formatted(key, option, value.getAsInt(), key, other));
        }
    }
}
