package org.clade.api.run;

import org.osgi.annotation.versioning.ProviderType;

/** Assigns images to the clusters that a run has found. */
@ProviderType
public interface Predictor {

    /**
     * Starts a prediction in the background. The images that the run was trained on are not needed. What is found is written
     * into a folder of its own, {@code predictions/<data>/<time>} in the run's folder, when all is done: {@code
     * prediction.json}, which is also the report's result, {@code assignments.csv} and {@code clusters.png}. Where it is
     * stopped nothing is written.
     *
     * @param request which run, and what it is to look at
     * @return the prediction; its folder is the run's, its report's folder the prediction's
     * @throws org.clade.api.part.RefusedException where the run or the images cannot be opened, where they do not fit each
     *     other, or where something trains in this process
     */
    Job<InferenceReport<PredictionSummary>> start(PredictionRequest request);
}
