package org.clade.attention.spatial;

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.attention.ProvidesStageAttention;
import org.clade.api.attention.StageAttention;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The spatial transformer layer of ST-DAC: it rotates, scales, moves and shears each map depending on its content.
 *
 * <p>Formula: theta = net(map), a 2×3 matrix; the output at (x, y), -1 to 1 with both ends, is the input at
 * theta · (x, y, 1), bilinear between pixels. The net is 2×2 max pooling, 5×5 convolution with 20 filters and tanh, all of it
 * twice, a linear layer of 50 with tanh, a linear layer of 6, and tanh. Its last linear layer starts with weights 0 and
 * bias (1, 0, 0, 0, 1, 0), everything else with Glorot's initialization. Because tanh follows this bias, the layer does
 * not start as the identity but magnifies 1.31 times, and without shear it can only magnify; {@code final=linear}
 * starts as the identity.
 *
 * <p>A coordinate c is the pixel (c+1)·W/2 ({@code scale=full}, the released code: W/2 for x, H/2 for y) or (c+1)·(W-1)/2
 * ({@code corners}). A value before the first pixel, or at or after the last one, is exactly 0.
 *
 * <p>Shapes: N×C×H×W to the same, any channels and range, at least 4×4 positions. Every layer has its own net.
 *
 * <p>Source: Souza and Zanchettin, ST-DAC, Sec. 4 and Figure 3, with the net and the sampler of the released code; Jaderberg
 * et al., Spatial Transformer Networks, NIPS 2015, Sec. 3. Use when images of one cluster differ in position, size or angle.
 */
@Component
@ProvidesStageAttention(
        id = "spatial",
        summary = "A spatial transformer: rotates, scales and moves each map by a transform from a small net (ST-DAC).")
public final class SpatialTransformer implements StageAttention {

    enum FinalActivation {
        TANH,
        LINEAR
    }

    enum PixelScale {
        FULL,
        CORNERS
    }

    static final Option<FinalActivation> FINAL = Option.choice(
            "final", FinalActivation.TANH, "What follows the six numbers of the transform: tanh (ST-DAC) or nothing.");

    static final Option<PixelScale> SCALE = Option.choice(
            "scale", PixelScale.FULL, "Pixels of a coordinate: (c+1)·W/2 as in the released code, or (c+1)·(W-1)/2.");

    static final Option<Integer> FILTERS =
            Option.integer("filters", 20, 1, 1024, "Output channels of the net's two convolutions.");

    static final Option<Integer> HIDDEN =
            Option.integer("hidden", 50, 1, 65536, "Width of the net's first linear layer.");

    private final TensorEngine engine;

    /**
     * The part.
     *
     * @param engine samples the maps
     */
    @Activate
    public SpatialTransformer(@Reference TensorEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(FINAL, SCALE, FILTERS, HIDDEN);
    }

    @Override
    public Block build(AttentionRequest request) {
        FeatureShape map = request.features();
        if (Math.min(map.height(), map.width()) < Localisation.LEAST) {
            throw new RefusedException(
                    ("spatial needs maps of at least %s×%s positions for its localization net; this one is"
                                    + " %s; put it at an earlier stage or take larger images.")
                            .formatted(Localisation.LEAST, Localisation.LEAST, map));
        }
        Settings settings = request.settings();
        Localisation localisation = new Localisation(
                settings.get(FILTERS), settings.get(HIDDEN), settings.get(FINAL) == FinalActivation.TANH);
        AffineSampler sampler =
                new AffineSampler(engine, settings.get(SCALE) == PixelScale.CORNERS, map.height(), map.width());
        return new SpatialTransformerBlock(localisation.of(map), sampler);
    }
}
