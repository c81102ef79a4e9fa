package org.clade.backbone.features;

import ai.djl.nn.Block;
import java.util.List;
import java.util.OptionalInt;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.ProvidesBackbone;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;
import org.osgi.service.component.annotations.Component;

/**
 * Vectors in, vectors out: the backbone for features that another network computed, so that every head, task and target works
 * with them.
 *
 * <p>Formula: first the scaling, {@code norm=none} x, {@code norm=l2} x / ‖x‖₂ (a vector of zeros stays), {@code norm=batch} batch
 * normalization of each value; then {@code layers} times h = max(N(W h + b), 0) of {@code width} values, N batch normalization.
 *
 * <p>Shapes: N×d×1×1 vectors to N×d×1×1, or N×width×1×1, not negative. Initial weights as PyTorch's, uniform within ±1/√(inputs),
 * from the engine's generator.
 *
 * <p>Use it with {@code attention=identity}: vectors have no places that attention could choose.
 */
@Component
@ProvidesBackbone(
        id = "features",
        summary = "Vectors in, vectors out: for features that a pretrained network computed, with optional layers.")
public final class FeaturesBackbone implements Backbone {

    enum Norm {
        NONE,
        L2,
        BATCH
    }

    static final Option<Norm> NORM = Option.choice(
            "norm",
            Norm.L2,
            "The scaling: none leaves vectors as they are, l2 makes them one long, batch normalizes each value by its mean and deviation.");

    static final Option<Integer> LAYERS =
            Option.integer("layers", 0, 0, 8, "Layers behind it, each linear, with batch normalization and ReLU.");

    static final Option<OptionalInt> WIDTH = Option.integerOr(
            "width", "input", 1, 65_536, "Values of each layer; input for as many as the vectors have.");

    @Override
    public List<Option<?>> options() {
        return List.of(NORM, LAYERS, WIDTH);
    }

    @Override
    public boolean accepts(ImageShape image) {
        return image.isVector();
    }

    @Override
    public FeatureShape featureShape(BackboneRequest request) {
        return new FeatureShape(width(request), 1, 1);
    }

    private static int width(BackboneRequest request) {
        ImageShape image = request.image();
        if (!image.isVector()) {
            throw new RefusedException(
                    "The backbone features takes vectors, but the data are images of %s; choose another backbone, or give features of these images."
                            .formatted(image));
        }
        Settings settings = request.settings();
        return settings.get(LAYERS) == 0
                ? image.channels()
                : settings.get(WIDTH).orElse(image.channels());
    }

    @Override
    public Block build(BackboneRequest request) {
        int width = width(request);
        Sequential chain = new Sequential();
        switch (request.settings().get(NORM)) {
            case L2 -> chain.then("norm", Layers.unitLength());
            case BATCH -> chain.then("norm", Layers.batchNorm());
            case NONE -> {
                // vectors stay as they are
            }
        }
        int in = request.image().channels();
        for (int layer = 1; layer <= request.settings().get(LAYERS); layer++) {
            chain.then(
                    "layer" + layer,
                    Layers.convolutionWithBatchNorm(in, width, 1, 0).then("relu", Layers.relu()));
            in = width;
        }
        return chain;
    }
}
