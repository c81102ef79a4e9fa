package org.clade.api.run;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Says what a run's features are worth, as MMDC does in Table IV: k-means on them, and a linear classifier on top of the
 * frozen network.
 */
@ProviderType
public interface FeatureEvaluator {

    /**
     * Starts an evaluation in the background. Its result is the content of {@code features.json}, which it writes
     * into the run folder when all is done; if it is stopped it writes nothing.
     *
     * @param request what to evaluate
     * @return the evaluation
     * @throws org.clade.api.part.RefusedException where the run cannot be opened, where its images have no labels, or
     *     where something trains in this process
     */
    Job<InferenceReport<FeatureScores>> start(FeatureRequest request);
}
