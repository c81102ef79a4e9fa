package org.clade.api.attention;

import ai.djl.nn.Block;
import org.clade.api.part.Part;
import org.osgi.annotation.versioning.ConsumerType;

/** Transforms the map between two stages of a backbone, as the spatial transformer layers of ST-DAC do. */
@ConsumerType
public interface StageAttention extends Part {

    /**
     * Builds one layer.
     *
     * @param request what it is built for
     * @return a new block from N×C×H×W to the same shape
     * @throws org.clade.api.part.RefusedException if such a map cannot be transformed
     */
    Block build(AttentionRequest request);
}
