package org.clade.api.backbone;

import ai.djl.nn.Block;
import java.util.Optional;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.osgi.annotation.versioning.ConsumerType;

/** A feature extractor. */
@ConsumerType
public interface Backbone extends Part {

    /**
     * Whether the backbone is made for such input. Clade refuses a recipe whose backbone is made for other input.
     *
     * @param image the shape that goes in: of an image or of a {@linkplain ImageShape#isVector() vector}
     * @return by default, true for images and false for vectors
     */
    default boolean accepts(ImageShape image) {
        return !image.isVector();
    }

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

    /**
     * How images must be prepared for this network. A network with pretrained weights says so; the command {@code features} follows it,
     * and gives {@link #build} its {@link Preprocessing#image} as the shape.
     *
     * @param settings the backbone's options
     * @return the preprocessing; empty if the network takes images of any size as they are
     * @throws org.clade.api.part.RefusedException if the file of weights cannot be read or does not fit
     */
    default Optional<Preprocessing> preprocessing(Settings settings) {
        return Optional.empty();
    }

    /**
     * The files that the weights are read from.
     *
     * @param settings the backbone's options
     * @return the files; empty if the weights begin at random
     * @throws org.clade.api.part.RefusedException if a file of weights cannot be read or does not fit
     */
    default Optional<PretrainedWeights> weights(Settings settings) {
        return Optional.empty();
    }

    /**
     * Whether the forward pass computes in the precision that {@link org.clade.api.engine.Autocast} sets. A network that another library
     * computes may not; {@code features} then refuses a precision other than float32.
     *
     * @return by default, true
     */
    default boolean followsPrecision() {
        return true;
    }
}
