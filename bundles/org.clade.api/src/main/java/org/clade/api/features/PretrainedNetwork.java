package org.clade.api.features;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.clade.api.backbone.Preprocessing;

/**
 * A network with pretrained weights.
 *
 * @param part the id of its part
 * @param options all options of the part, as a recipe writes them
 * @param files the files of its weights
 * @param preprocessing how images are prepared
 * @param feature what a feature vector is, in words
 */
public record PretrainedNetwork(
        String part, Map<String, String> options, List<Path> files, Preprocessing preprocessing, String feature) {

    /** Copies the lists. */
    public PretrainedNetwork {
        options = Map.copyOf(options);
        files = List.copyOf(files);
    }
}
