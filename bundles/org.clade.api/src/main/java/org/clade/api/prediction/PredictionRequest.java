package org.clade.api.prediction;

import java.nio.file.Path;
import java.util.Optional;
import org.clade.api.data.Split;

/**
 * The images that a run should assign to clusters.
 *
 * @param run the folder of a run
 * @param data a data set's name or a folder, with labels or without
 * @param split which images of it
 * @param limit the largest number of images, drawn with the run's seed; 0 for all
 * @param shard which part of these images
 * @param precision {@code fp32}, {@code bf16} or {@code auto}; empty for that of the run
 * @param resume whether to go on with the newest interrupted prediction of the same request
 */
public record PredictionRequest(
        Path run, String data, Split split, int limit, Shard shard, Optional<String> precision, boolean resume) {

    /** {@return a request for all images} */
    public static PredictionRequest of(Path run, String data) {
        return new PredictionRequest(run, data, Split.ALL, 0, Shard.WHOLE, Optional.empty(), false);
    }

    /** {@return the same request for these images, so many of them} */
    public PredictionRequest withImages(Split split, int limit) {
        return new PredictionRequest(run, data, split, limit, shard, precision, resume);
    }

    /** {@return the same request for one part of the images} */
    public PredictionRequest withShard(Shard shard) {
        return new PredictionRequest(run, data, split, limit, shard, precision, resume);
    }

    /** {@return the same request in a precision} */
    public PredictionRequest withPrecision(String precision) {
        return new PredictionRequest(run, data, split, limit, shard, Optional.of(precision), resume);
    }

    /** {@return the same request, which goes on with what was begun} */
    public PredictionRequest resumed() {
        return new PredictionRequest(run, data, split, limit, shard, precision, true);
    }
}
