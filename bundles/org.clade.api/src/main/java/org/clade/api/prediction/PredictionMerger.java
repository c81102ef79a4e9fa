package org.clade.api.prediction;

import java.nio.file.Path;
import java.util.List;
import org.clade.api.run.InferenceReport;
import org.osgi.annotation.versioning.ProviderType;

/** Makes one prediction of the shards of one. */
@ProviderType
public interface PredictionMerger {

    /**
     * Merges shards into a folder of its own, {@code predictions/<data>/<time>} in the run's folder. Its {@code assignments.csv}
     * equals that of a prediction of all images, byte by byte.
     *
     * @param run the folder of the run
     * @param shards the folders of the shards, in any order
     * @return the report of the whole, with its folder
     * @throws org.clade.api.part.RefusedException where a shard is missing, there twice, not finished, changed, or not of this run
     *     and of the same images and settings as the others
     */
    InferenceReport<PredictionSummary> merge(Path run, List<Path> shards);
}
