package org.clade.api.backbone;

import ai.djl.nn.Block;
import org.clade.api.part.Part;
import org.osgi.annotation.versioning.ConsumerType;

/** A feature extractor. */
@ConsumerType
public interface Backbone extends Part {

    /**
     * The features' shape, computed without touching a tensor.
     *
     * @param request what it is built for
     * @return the shape of one image's features
     * @throws org.clade.api.part.RefusedException if the images are too small for the layers, naming both sizes
     */
    FeatureShape featureShape(BackboneRequest request);

    /**
     * Builds the network. It sets initializers; the caller initializes the block.
     *
     * @param request what it is built for
     * @return a new block at each call, from N×C×H×W images to N×{@link #featureShape}
     * @throws org.clade.api.part.RefusedException as {@link #featureShape}
     */
    Block build(BackboneRequest request);
}
