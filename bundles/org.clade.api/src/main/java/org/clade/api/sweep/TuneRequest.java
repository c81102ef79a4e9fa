package org.clade.api.sweep;

import java.nio.file.Path;
import java.util.List;

/**
 * A request for a search without labels.
 *
 * @param folder its folder
 * @param variant a variant's name or a recipe file
 * @param data a data set's name or a folder
 * @param options further options of the command {@code run}, without those for length
 * @param over the keys that change and their values
 * @param trials candidates to begin with, at least 2
 * @param seeds the seeds of each candidate; two or more for stability
 * @param batches large batches of the last round, at least 1
 * @param minutes the time of all of it
 * @param threads threads of each training; 0 for the processors divided by {@code jobs}
 * @param jobs trainings at once
 */
public record TuneRequest(
        Path folder,
        String variant,
        String data,
        List<String> options,
        List<TuneRange> over,
        int trials,
        List<Long> seeds,
        int batches,
        double minutes,
        int threads,
        int jobs) {

    /** Copies the lists. */
    public TuneRequest {
        options = List.copyOf(options);
        over = List.copyOf(over);
        seeds = List.copyOf(seeds);
    }
}
