package org.clade.api.run;

import java.nio.file.Path;
import java.util.Map;
import org.clade.api.data.Split;
import org.clade.api.engine.Precision;

/**
 * What a run is asked to do.
 *
 * @param variant a variant's name or a recipe file
 * @param changes keys of the recipe and their new values
 * @param data a data set's name or a folder
 * @param split which images of it
 * @param clusters K; 0 as the recipe says
 * @param seed decides everything random
 * @param epochs passes over the images; 0 as the recipe says
 * @param rounds large batches; 0 as the recipe says
 * @param limit only so many images, drawn by the seed; 0 for all
 * @param seconds end after so many seconds at the most, with a last evaluation behind them; 0 for no limit
 * @param precision {@code fp32}, {@code bf16} or {@code auto}
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:n}
 * @param out the folder that run folders are made in
 * @param baseline whether k-means clusters the pixels of the same images, to compare with
 * @param stopOnCollapse whether the run stops where its clusters collapse
 */
public record RunRequest(
        String variant,
        Map<String, String> changes,
        String data,
        Split split,
        int clusters,
        long seed,
        int epochs,
        int rounds,
        int limit,
        int seconds,
        String precision,
        String device,
        Path out,
        boolean baseline,
        boolean stopOnCollapse) {

    /** Copies the changes. */
    public RunRequest {
        changes = Map.copyOf(changes);
    }

    /** A request without k-means beside it, which goes on where its clusters collapse. */
    public RunRequest(
            String variant,
            Map<String, String> changes,
            String data,
            Split split,
            int clusters,
            long seed,
            int epochs,
            int rounds,
            int limit,
            int seconds,
            String precision,
            String device,
            Path out) {
        this(
                variant, changes, data, split, clusters, seed, epochs, rounds, limit, seconds, precision, device, out,
                false, false);
    }

    /** {@return a request with the defaults: all images, the recipe's length, seed 1, {@code runs/}} */
    public static RunRequest of(String variant, String data) {
        return new RunRequest(variant, Map.of(), data, Split.ALL, 0, 1, 0, 0, 0, 0, "fp32", "auto", Path.of("runs"));
    }

    /** {@return the same request with keys of the recipe changed} */
    public RunRequest withChanges(Map<String, String> changes) {
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
                stopOnCollapse);
    }

    /** {@return the same request for these images, so many of them} */
    public RunRequest withImages(Split split, int limit) {
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
                stopOnCollapse);
    }

    /** {@return the same request for so many clusters} */
    public RunRequest withClusters(int clusters) {
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
                stopOnCollapse);
    }

    /** {@return the same request with another seed} */
    public RunRequest withSeed(long seed) {
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
                stopOnCollapse);
    }

    /** {@return the same request for so long} */
    public RunRequest withLength(int epochs, int rounds, int seconds) {
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
                stopOnCollapse);
    }

    /** {@return the same request in a precision} */
    public RunRequest withPrecision(String precision) {
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
                stopOnCollapse);
    }

    /** {@return the same request on a device} */
    public RunRequest withDevice(String device) {
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
                stopOnCollapse);
    }

    /** {@return the same request with its run folder made there} */
    public RunRequest withOut(Path out) {
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
                stopOnCollapse);
    }

    /** {@return the same request, with k-means on the same pixels to compare with or without it} */
    public RunRequest withBaseline(boolean baseline) {
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
                stopOnCollapse);
    }

    /** {@return the same request, stopped where the clusters collapse or not} */
    public RunRequest withStopOnCollapse(boolean stopOnCollapse) {
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
                stopOnCollapse);
    }

    /** {@return the same request in a precision that is settled} */
    public RunRequest with(Precision settled) {
        return withPrecision(settled.id());
    }
}
