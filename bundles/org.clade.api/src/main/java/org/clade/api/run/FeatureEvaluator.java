package org.clade.api.run;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Says what a run's features are worth, as MMDC does in Table IV: k-means on them, and a linear classifier on top of the
 * frozen network.
 */
@ProviderType
public interface FeatureEvaluator {

    /**
     * Starts an evaluation in the background. Its report's summary is the content of {@code features.json}, which is
     * written into the run's folder when all is done; nothing is written where it is stopped.
     *
     * @param request what to evaluate
     * @return the evaluation
     * @throws org.clade.api.part.RefusedException where the run cannot be opened, where its images have no labels, or
     *     where something trains in this process
     */
    RunHandle start(FeatureRequest request);
}
