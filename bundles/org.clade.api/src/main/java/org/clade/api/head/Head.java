package org.clade.api.head;

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.part.Part;
import org.clade.api.signal.Signal;
import org.osgi.annotation.versioning.ConsumerType;

/** Maps features to label features, or to the outputs of an auxiliary task. */
@ConsumerType
public interface Head extends Part {

    /**
     * The signals of the head. An image's cluster is the greatest entry of the first signal of a variant's first head.
     *
     * @param request what it is built for
     * @return the signals, in the order of the block's outputs
     */
    List<Signal> emits(HeadRequest request);

    /**
     * Builds the head.
     *
     * @param request what it is built for
     * @return a new block; inputs: N×C×H×W features and, if {@link HeadRequest#attended}, N×1×H×W attention;
     *     outputs: an array for each signal of {@link #emits}
     * @throws org.clade.api.part.RefusedException if it cannot be built on such features
     */
    Block build(HeadRequest request);
}
