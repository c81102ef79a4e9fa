package org.clade.api.run;

import org.osgi.annotation.versioning.ProviderType;

/** Assigns images to the clusters of a run. */
@ProviderType
public interface Predictor {

    /**
     * Starts a prediction in the background. It does not need the training images of the run. At its end it writes a
     * new folder, {@code predictions/<data>/<time>} in the run's folder, with {@code prediction.json}, which is also
     * the report's result, {@code assignments.csv} and {@code clusters.png}. It writes nothing if it is stopped.
     *
     * @param request which run and which images
     * @return the prediction; its folder is the run's, its report's folder the prediction's
     * @throws org.clade.api.part.RefusedException if the run or the images cannot be opened, if they do not fit each
     *     other, or if another job trains in this process
     */
    Job<InferenceReport<PredictionSummary>> start(PredictionRequest request);
}
