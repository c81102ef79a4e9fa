package org.clade.api.prediction;

import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.osgi.annotation.versioning.ProviderType;

/** Assigns images to the clusters of a run. */
@ProviderType
public interface Predictor {

    /**
     * Starts a prediction in the background. It does not need the training images of the run. It writes a new folder,
     * {@code predictions/<data>/<time>} in the run's folder: {@code assignments.csv.part} grows with the images and is
     * renamed to {@code assignments.csv} at the end; {@code prediction.json}, which is also the report's result, and the
     * figures follow. A stopped prediction can go on, see {@link PredictionRequest#resume}; it writes nothing if it is
     * stopped before the first images.
     *
     * <p>The cluster of an image depends on the image and the run alone, not on the other images.
     *
     * @param request which run and which images
     * @return the prediction; its folder is the run's, its report's folder the prediction's
     * @throws org.clade.api.part.RefusedException if the run or the images cannot be opened, if they do not fit each
     *     other, or if another job trains in this process
     */
    Job<InferenceReport<PredictionSummary>> start(PredictionRequest request);

    /**
     * Into how many shards a prediction can be divided: each has at least one batch.
     *
     * @param request which run and which images; its own shard does not count
     * @return the largest number of shards, at least 1
     * @throws org.clade.api.part.RefusedException if the run or the images cannot be opened, or if they do not fit each other
     */
    int mostShards(PredictionRequest request);
}
