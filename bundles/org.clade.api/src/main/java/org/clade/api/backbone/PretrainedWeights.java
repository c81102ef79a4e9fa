package org.clade.api.backbone;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a network's weights come from, and what its features are.
 *
 * @param files the files that hold the weights, at least one
 * @param feature what a feature vector is, in words: {@code class token}, {@code mean of the last map}
 */
public record PretrainedWeights(List<Path> files, String feature) {

    /** Copies the list. */
    public PretrainedWeights {
        files = List.copyOf(files);
    }
}
