package org.clade.api.run;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Measures the quality of a run's features, as MMDC does in Table IV: k-means on them, and a linear classifier on top of the
 * frozen network.
 */
@ProviderType
public interface FeatureEvaluator {

    /**
     * Starts an evaluation in the background. Its result is the content of {@code features.json}, which it writes into
     * the run folder at its end; it writes nothing if it is stopped.
     *
     * @param request what to evaluate
     * @return the evaluation
     * @throws org.clade.api.part.RefusedException if the run cannot be opened, if its images have no labels, or
     *     if another job trains in this process
     */
    Job<InferenceReport<FeatureScores>> start(FeatureRequest request);
}
