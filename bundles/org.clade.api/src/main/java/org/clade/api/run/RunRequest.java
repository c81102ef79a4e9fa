package org.clade.api.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.clade.api.data.Split;
import org.clade.api.engine.Precision;

/**
 * A request for a run.
 *
 * @param variant a variant's name or a recipe file
 * @param changes keys of the recipe and their new values
 * @param data a data set's name or a folder
 * @param split which images of it
 * @param clusters K; empty for the recipe's value
 * @param seed decides everything random
 * @param epochs passes over the images; empty for the recipe's value
 * @param rounds large batches; empty for the recipe's value
 * @param limit the largest number of images, chosen by {@link org.clade.api.data.ImageSubset}; 0 for all
 * @param seconds the longest training time in seconds; a last evaluation follows; empty for no limit
 * @param precision {@code fp32}, {@code bf16} or {@code auto}
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:n}
 * @param out the parent folder of the run folder
 * @param baseline whether k-means also clusters the pixels of the same images, for comparison
 * @param stopOnCollapse whether the run stops if its clusters collapse
 * @param fork the checkpoint of another run to continue from; empty for a run from the start
 * @param keepEvery the run keeps the checkpoint at the end of every epoch whose number is a multiple of this; 0 for none
 * @param timed whether only the speed of the run counts, so that it does not warn that there are too few images to learn from
 */
public record RunRequest(
        String variant,
        Map<String, String> changes,
        String data,
        Split split,
        OptionalInt clusters,
        long seed,
        OptionalInt epochs,
        OptionalInt rounds,
        int limit,
        OptionalInt seconds,
        String precision,
        String device,
        Path out,
        boolean baseline,
        boolean stopOnCollapse,
        Optional<ForkOrigin> fork,
        int keepEvery,
        boolean timed) {

    /** Copies the changes. */
    public RunRequest {
        changes = Map.copyOf(changes);
    }

    /** A request from the start that keeps no checkpoints of epochs and whose results count. */
    public RunRequest(
            String variant,
            Map<String, String> changes,
            String data,
            Split split,
            OptionalInt clusters,
            long seed,
            OptionalInt epochs,
            OptionalInt rounds,
            int limit,
            OptionalInt seconds,
            String precision,
            String device,
            Path out,
            boolean baseline,
            boolean stopOnCollapse) {
        this(
                variant,
                changes,
                data,
                split,
                clusters,
                seed,
                epochs,
                rounds,
                limit,
                seconds,
                precision,
                device,
                out,
                baseline,
                stopOnCollapse,
                Optional.empty(),
                0,
                false);
    }

    /** {@return a request with the defaults: all images, the recipe's length, seed 1, {@code runs/}} */
    public static RunRequest of(String variant, String data) {
        return new RunRequest(
                variant,
                Map.of(),
                data,
                Split.ALL,
                OptionalInt.empty(),
                1,
                OptionalInt.empty(),
                OptionalInt.empty(),
                0,
                OptionalInt.empty(),
                "fp32",
                "auto",
                Path.of("runs"),
                false,
                false);
    }

    /** {@return the same request with keys of the recipe changed} */
    public RunRequest withChanges(Map<String, String> changes) {
        return copied(copy -> copy.changes = changes);
    }

    /** {@return the same request for another data set} */
    public RunRequest withData(String data) {
        return copied(copy -> copy.data = data);
    }

    /** {@return the same request for these images, up to a limit} */
    public RunRequest withImages(Split split, int limit) {
        return copied(copy -> {
            copy.split = split;
            copy.limit = limit;
        });
    }

    /** {@return the same request with a number of clusters} */
    public RunRequest withClusters(OptionalInt clusters) {
        return copied(copy -> copy.clusters = clusters);
    }

    /** {@return the same request with another seed} */
    public RunRequest withSeed(long seed) {
        return copied(copy -> copy.seed = seed);
    }

    /** {@return the same request with a number of passes over the images} */
    public RunRequest withEpochs(OptionalInt epochs) {
        return copied(copy -> copy.epochs = epochs);
    }

    /** {@return the same request with a number of large batches} */
    public RunRequest withRounds(OptionalInt rounds) {
        return copied(copy -> copy.rounds = rounds);
    }

    /** {@return the same request with a limit of training time, in seconds} */
    public RunRequest withSeconds(OptionalInt seconds) {
        return copied(copy -> copy.seconds = seconds);
    }

    /** {@return the same request in a precision} */
    public RunRequest withPrecision(String precision) {
        return copied(copy -> copy.precision = precision);
    }

    /** {@return the same request on a device} */
    public RunRequest withDevice(String device) {
        return copied(copy -> copy.device = device);
    }

    /** {@return the same request with another parent folder} */
    public RunRequest withOut(Path out) {
        return copied(copy -> copy.out = out);
    }

    /** {@return the same request, with or without k-means on the same pixels} */
    public RunRequest withBaseline(boolean baseline) {
        return copied(copy -> copy.baseline = baseline);
    }

    /** {@return the same request, with or without a stop at a collapse} */
    public RunRequest withStopOnCollapse(boolean stopOnCollapse) {
        return copied(copy -> copy.stopOnCollapse = stopOnCollapse);
    }

    /** {@return the same request, continuing from a checkpoint of another run} */
    public RunRequest withFork(ForkOrigin origin) {
        return copied(copy -> copy.fork = Optional.of(origin));
    }

    /** {@return the same request, keeping the checkpoint of every n-th epoch; of none if n is 0} */
    public RunRequest withKeepEvery(int epochs) {
        return copied(copy -> copy.keepEvery = epochs);
    }

    /** {@return the same request of a run of which only the speed counts} */
    public RunRequest withTimed() {
        return copied(copy -> copy.timed = true);
    }

    /** {@return the same request with {@code auto} replaced by a precision} */
    public RunRequest with(Precision settled) {
        return withPrecision(settled.id());
    }

    private RunRequest copied(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.request();
    }

    /** A mutable request. */
    private static final class Copy {

        private String variant;
        private Map<String, String> changes;
        private String data;
        private Split split;
        private OptionalInt clusters;
        private long seed;
        private OptionalInt epochs;
        private OptionalInt rounds;
        private int limit;
        private OptionalInt seconds;
        private String precision;
        private String device;
        private Path out;
        private boolean baseline;
        private boolean stopOnCollapse;
        private Optional<ForkOrigin> fork;
        private int keepEvery;
        private boolean timed;

        Copy(RunRequest of) {
            variant = of.variant;
            changes = of.changes;
            data = of.data;
            split = of.split;
            clusters = of.clusters;
            seed = of.seed;
            epochs = of.epochs;
            rounds = of.rounds;
            limit = of.limit;
            seconds = of.seconds;
            precision = of.precision;
            device = of.device;
            out = of.out;
            baseline = of.baseline;
            stopOnCollapse = of.stopOnCollapse;
            fork = of.fork;
            keepEvery = of.keepEvery;
            timed = of.timed;
        }

        RunRequest request() {
            return new RunRequest(
                    variant,
                    changes,
                    data,
                    split,
                    clusters,
                    seed,
                    epochs,
                    rounds,
                    limit,
                    seconds,
                    precision,
                    device,
                    out,
                    baseline,
                    stopOnCollapse,
                    fork,
                    keepEvery,
                    timed);
        }
    }
}
