package org.clade.api.sweep;

import java.util.List;
import java.util.Map;

/**
 * One training of a sweep.
 *
 * @param variant a variant's name or a recipe file
 * @param changes keys of the recipe and their new values
 * @param data a data set's name or a folder
 * @param seed decides everything random
 * @param options further options of the command {@code run}, such as {@code --max-batches 30}
 */
public record TrialRequest(String variant, Map<String, String> changes, String data, long seed, List<String> options) {

    /** Copies changes and options. */
    public TrialRequest {
        changes = Map.copyOf(changes);
        options = List.copyOf(options);
    }
}
