package org.clade.shell.command.run;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.shell.command.DrawOptions;
import org.clade.shell.command.ForkName;
import org.clade.shell.command.LengthOptions;
import org.clade.shell.command.PrecisionOption;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.command.SeedOption;
import org.clade.shell.command.SubsetOptions;
import org.clade.shell.command.TrainingOptions;
import org.clade.shell.command.WholeNumber;
import org.clade.shell.context.Context;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Option(
            names = "--keep-checkpoints",
            paramLabel = "<n>",
            defaultValue = "0",
            description =
                    "Keep the checkpoint at the end of every n-th epoch, for --fork. Default: only the two newest checkpoints.")
    private int keepEvery;

    @Option(
            names = "--fork",
            paramLabel = "<run>@<epoch>",
            description =
                    "Continue this run from the end of this epoch, with the same images, random streams, order of the data and length. Parts whose weights fit keep them, others start new.")
    private String fork;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** {@return the values of the options} */
    RunRequest request(Context context, String variant) throws InterruptedException {
        RunRequest given =
                given(context, variant).withKeepEvery(WholeNumber.notNegative("--keep-checkpoints", keepEvery));
        if (fork == null) {
            return given;
        }
        RunsFolder runs = out.past(context).reports().isEmpty() ? RunsFolder.usual() : out;
        return forked(ForkName.of(fork).request(context, runs, variant), given);
    }

    /** {@return the request of a fork, with what the user gave} */
    private RunRequest forked(RunRequest from, RunRequest given) {
        Set<String> keys = given.changes().keySet();
        boolean length =
                isGiven("--epochs", "--max-batches") || keys.contains("epochs") || keys.contains("max_batches");
        boolean data = isGiven("--data", "--skip-damaged", "--labels", "--paths", "--retain", "--samples", "--classes");
        RunRequest request = from.withChanges(given.changes())
                .withOut(given.out())
                .withBaseline(given.baseline())
                .withStopOnCollapse(given.stopOnCollapse())
                .withKeepEvery(given.keepEvery())
                .withData(data ? given.data() : from.data())
                .withImages(
                        isGiven("--split") ? given.split() : from.split(),
                        isGiven("--limit") ? given.limit() : from.limit())
                .withSeed(isGiven("--seed") ? given.seed() : from.seed())
                .withSeconds(isGiven("--seconds") ? given.seconds() : from.seconds())
                .withPrecision(isGiven("--precision") ? given.precision() : from.precision())
                .withDevice(isGiven("--device") ? given.device() : from.device())
                .withClusters(
                        keys.contains("clusters")
                                ? OptionalInt.empty()
                                : isGiven("--k") ? given.clusters() : from.clusters());
        return length ? request.withEpochs(given.epochs()).withRounds(given.rounds()) : request;
    }

    private boolean isGiven(String... options) {
        return Arrays.stream(options).anyMatch(spec.commandLine().getParseResult()::hasMatchedOption);
    }

    private RunRequest given(Context context, String variant) throws InterruptedException {
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
