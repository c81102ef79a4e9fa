package org.clade.api.attention;

import ai.djl.nn.Block;
import org.clade.api.part.Part;
import org.osgi.annotation.versioning.ConsumerType;

/** Looks at the features and says which places the attended branch of the head should listen to. */
@ConsumerType
public interface HeadAttention extends Part {

    /**
     * Whether there is an attended branch at all.
     *
     * @param request what for
     * @return false for the module that stands for “no attention”; then {@link #build} is not called
     */
    default boolean attends(AttentionRequest request) {
        return true;
    }

    /**
     * Builds the module.
     *
     * @param request what for
     * @return a new block, from N×C×H×W features to N×1×H×W weights, 0 to 1
     * @throws org.clade.api.part.RefusedException where such features cannot be attended to
     */
    Block build(AttentionRequest request);
}
