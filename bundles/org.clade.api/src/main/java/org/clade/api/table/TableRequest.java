package org.clade.api.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Which table to compute, and how.
 *
 * @param id the table's id
 * @param scale how long runs are
 * @param seeds the seeds; empty for those of the scale
 * @param tolerance the largest difference that is asked for; empty if none is
 * @param run whether missing trials are run; otherwise only earlier ones count
 * @param data a name or a folder for data sets, by their ids; others are looked for under their usual names
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:n}
 * @param out the folder that run folders are made in and found in
 */
public record TableRequest(
        String id,
        TableScale scale,
        List<Long> seeds,
        OptionalDouble tolerance,
        boolean run,
        Map<String, String> data,
        String device,
        Path out) {

    /** Copies the collections. */
    public TableRequest {
        seeds = List.copyOf(seeds);
        data = Map.copyOf(data);
    }
}
