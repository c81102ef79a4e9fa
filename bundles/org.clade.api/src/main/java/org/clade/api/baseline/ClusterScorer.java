package org.clade.api.baseline;

import org.osgi.annotation.versioning.ProviderType;

/** Scores the clusters of finished runs without labels, to choose settings. */
@ProviderType
public interface ClusterScorer {

    /**
     * Scores a run's clusters by the features of its backbone. This opens the run and cannot be interrupted.
     *
     * @param request what to score, and how
     * @return the score
     * @throws org.clade.api.part.RefusedException if there is no such metric, or the run cannot be opened or emits no features
     */
    ClusterScore score(ClusterScoreRequest request);
}
