package org.clade.api.features;

import java.nio.file.Path;
import org.clade.api.data.Split;
import org.clade.api.prediction.Shard;

/**
 * The features to compute.
 *
 * @param network as {@link FeatureWriter#network} takes it
 * @param data a data set's name or a folder
 * @param split which images of it
 * @param file where to; the ending says how: {@code .npy}, {@code .safetensors} or {@code .csv}
 * @param limit the largest number of images, drawn with the seed; 0 for all
 * @param seed draws the images of a limit
 * @param shard which part of these images
 * @param precision {@code fp32}, {@code bf16} or {@code auto}
 * @param device where to compute: {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:n}
 * @param resume whether to go on with interrupted work on the same file
 */
public record FeatureFileRequest(
        String network,
        String data,
        Split split,
        Path file,
        int limit,
        long seed,
        Shard shard,
        String precision,
        String device,
        boolean resume) {

    /** {@return a request for all images, in float32} */
    public static FeatureFileRequest of(String network, String data, Path file) {
        return new FeatureFileRequest(network, data, Split.ALL, file, 0, 1, Shard.WHOLE, "fp32", "auto", false);
    }

    /** {@return the same request for one part of the images} */
    public FeatureFileRequest withShard(Shard part) {
        return new FeatureFileRequest(network, data, split, file, limit, seed, part, precision, device, resume);
    }

    /** {@return the same request, which goes on with what was begun} */
    public FeatureFileRequest resumed() {
        return new FeatureFileRequest(network, data, split, file, limit, seed, shard, precision, device, true);
    }
}
