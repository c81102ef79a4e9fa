package org.clade.api.members;

import java.util.function.Consumer;
import org.clade.api.features.FeatureFileRequest;
import org.clade.api.prediction.PredictionRequest;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.run.InferenceReport;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Predictions and features by the members of a cluster: each computes some of the shards, and the shards are merged here. A shard that is
 * here is not computed again if the same request goes on after an interrupt.
 */
@ProviderType
public interface MemberInference {

    /**
     * Predicts. The run is sent to the members; the images are not.
     *
     * @param request which run and which images, all of them; a request that resumes goes on with the shards of the same request
     * @param shards how many shards; 0 for four for each item that the cluster computes at once, but no more than there are
     *     batches
     * @param queue the cluster
     * @param said is called with a sentence for each shard that has ended
     * @return the report of the merged prediction
     * @throws org.clade.api.part.RefusedException if a shard fails twice or is refused, or if the shards do not fit together
     * @throws InterruptedException if the wait is interrupted; the shards that are here stay
     */
    InferenceReport<PredictionSummary> predict(
            PredictionRequest request, int shards, WorkQueue queue, Consumer<String> said) throws InterruptedException;

    /**
     * Computes features. Neither network nor images are sent.
     *
     * @param request which network and which images, all of them, and where to
     * @param shards as for {@link #predict}
     * @param queue the cluster
     * @param said as for {@link #predict}
     * @return how many images the merged file has
     * @throws org.clade.api.part.RefusedException as for {@link #predict}
     * @throws InterruptedException as for {@link #predict}
     */
    int features(FeatureFileRequest request, int shards, WorkQueue queue, Consumer<String> said)
            throws InterruptedException;
}
