package org.clade.api.features;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.data.DatasetNotes;

/**
 * What made a file of features. It stands next to the file, in {@code features.json} for {@code features.npy}.
 *
 * @param file the name of the file
 * @param origin everything that the numbers depend on, apart from the images
 * @param data the data set's name
 * @param protocol which images of it, in words
 * @param images how many images, one row each
 * @param width numbers of a feature vector
 * @param shard which part of the images, {@code 2/4}; empty for all
 * @param limit the largest number of images that was asked for; 0 for all
 * @param seed the seed that drew them
 * @param names a checksum of the names of all images, CRC-32C
 * @param notes notes on the data set
 * @param seconds the total time
 * @param imagesPerSecond the speed
 * @param cladeVersion the version of Clade
 */
public record FeatureFile(
        String file,
        Origin origin,
        String data,
        String protocol,
        int images,
        int width,
        Optional<String> shard,
        int limit,
        long seed,
        String names,
        DatasetNotes notes,
        double seconds,
        double imagesPerSecond,
        String cladeVersion) {

    /**
     * What the features of an image depend on. Files of features with the same origin can be used together.
     *
     * @param network the id of the part
     * @param options all options of the part, as a recipe writes them
     * @param weights the files of the weights
     * @param preprocessing how images are prepared, in words
     * @param feature what a feature vector is, in words
     * @param precision the numbers that the network computes with
     */
    public record Origin(
            String network,
            Map<String, String> options,
            List<WeightFile> weights,
            String preprocessing,
            String feature,
            String precision) {

        /** Copies the lists. */
        public Origin {
            options = Map.copyOf(options);
            weights = List.copyOf(weights);
        }
    }

    /**
     * A file of weights.
     *
     * @param file its name
     * @param sha256 its SHA-256
     */
    public record WeightFile(String file, String sha256) {}
}
