package org.clade.api.sweep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.run.ForkOrigin;

/**
 * One training of a sweep.
 *
 * @param variant a variant's name or a recipe file
 * @param changes keys of the recipe and their new values
 * @param data a data set's name or a folder
 * @param seed decides everything random
 * @param options further options of the command {@code run}, such as {@code --max-batches 30}
 * @param fork the checkpoint of another run to continue from; its data and seed are those of that run
 */
public record TrialRequest(
        String variant,
        Map<String, String> changes,
        String data,
        long seed,
        List<String> options,
        Optional<ForkOrigin> fork) {

    /** Copies changes and options. */
    public TrialRequest {
        changes = Map.copyOf(changes);
        options = List.copyOf(options);
    }

    /** A training from the start; the parameters are those of the record. */
    public TrialRequest(String variant, Map<String, String> changes, String data, long seed, List<String> options) {
        this(variant, changes, data, seed, options, Optional.empty());
    }
}
