package org.clade.api.head;

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.part.Part;
import org.clade.api.signal.Signal;
import org.osgi.annotation.versioning.ConsumerType;

/** Maps features to label features, or to the answers of an auxiliary task. */
@ConsumerType
public interface Head extends Part {

    /**
     * What the head says. The cluster of an image is the greatest entry of the first signal of a variant's first head.
     *
     * @param request what for
     * @return the signals, in the order of the block's outputs
     */
    List<Signal> emits(HeadRequest request);

    /**
     * Builds the head.
     *
     * @param request what for
     * @return a new block; inputs: N×C×H×W features and, where {@link HeadRequest#attended} says so, N×1×H×W attention;
     *     outputs: an array for each signal of {@link #emits}
     * @throws org.clade.api.part.RefusedException where it cannot be built on such features
     */
    Block build(HeadRequest request);
}
