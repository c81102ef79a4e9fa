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
     * @param request what for
     * @return the shape of one image's features
     * @throws org.clade.api.part.RefusedException where the images are too small for the layers, naming both sizes
     */
    FeatureShape featureShape(BackboneRequest request);

    /**
     * Builds the network. Its initializers are set; it is initialized by the caller.
     *
     * @param request what for
     * @return a new block, from N×C×H×W images to N×{@link #featureShape}; never the same block twice
     * @throws org.clade.api.part.RefusedException as {@link #featureShape}
     */
    Block build(BackboneRequest request);
}
