package org.clade.api.attention;

import ai.djl.nn.Block;
import org.clade.api.part.Part;
import org.osgi.annotation.versioning.ConsumerType;

/** An attention module before the head: weights the positions of the features for the attended branch of the head. */
@ConsumerType
public interface HeadAttention extends Part {

    /**
     * Whether the network has an attended branch.
     *
     * @param request what it is built for
     * @return false for the module that stands for “no attention”; Clade then does not call {@link #build}
     */
    default boolean attends(AttentionRequest request) {
        return true;
    }

    /**
     * Builds the module.
     *
     * @param request what it is built for
     * @return a new block, from N×C×H×W features to N×1×H×W weights, 0 to 1
     * @throws org.clade.api.part.RefusedException if it cannot weight such features
     */
    Block build(AttentionRequest request);
}
