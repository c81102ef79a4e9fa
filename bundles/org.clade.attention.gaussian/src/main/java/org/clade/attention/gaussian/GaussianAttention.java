package org.clade.attention.gaussian;

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.attention.HeadAttention;
import org.clade.api.attention.ProvidesHeadAttention;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.osgi.service.component.annotations.Component;

/**
 * The Gaussian attention module of GATCluster: it predicts position and size of the object in the feature map.
 *
 * <p>Formula (Eq. 8): theta = sigmoid(W · flat(features) + b), mu = (theta₀, theta₁), delta = theta₂, and
 * A(u) = exp(-|u - mu|² / (alpha · delta)) at the positions u = (row/(H-1), column/(W-1)), 0 to 1 with both ends. The released
 * code is twice as wide ({@code width=2}), adds 1e-5 to the denominator ({@code epsilon}), and reads the center's column from
 * theta₂ as well, so that it equals delta and theta₁ is never used ({@code parameters=tied}); for 96 pixels it also puts a 1×1
 * convolution with batch normalization and ReLU before the linear layer ({@code convolution}). The defaults are the released
 * code's; the paper's reading is {@code parameters=free, width=1, epsilon=0}.
 *
 * <p>Shapes: N×C×H×W features, flattened channel by channel, to N×1×H×W weights in 0 to 1, peak 1, not normalized. The
 * linear layer fits one map size only.
 *
 * <p>Source: Niu et al., GATCluster, ECCV 2020, Sec. 3.3.4 and Eq. 8. Use when images show one object each.
 */
@Component
@ProvidesHeadAttention(
        id = "gaussian",
        summary =
                "A Gaussian over the feature map, with center and spread predicted from the features (GATCluster Eq. 8).")
public final class GaussianAttention implements HeadAttention {

    enum SpreadParameters {
        TIED,
        FREE
    }

    static final Option<SpreadParameters> PARAMETERS = Option.choice(
            "parameters",
            SpreadParameters.TIED,
            "Whether the center's column and the spread are one parameter (released code) or two (Eq. 8).");

    static final Option<Double> WIDTH =
            Option.number("width", 2, 0.01, 100, "Factor of the spread: the released code has 2, Eq. 8 has 1.");

    static final Option<Boolean> CONVOLUTION = Option.bool(
            "convolution",
            true,
            "Whether a 1×1 convolution with batch normalization and ReLU comes before the linear layer.");

    static final Option<Double> EPSILON =
            Option.number("epsilon", 1e-5, 0, 1, "Added to the denominator of Eq. 8: the paper has 0.");

    static final Option<Double> ALPHA =
            Option.number("alpha", 0.05, 1e-4, 100, "Alpha of Eq. 8, which limits the Gaussian's size.");

    @Override
    public List<Option<?>> options() {
        return List.of(PARAMETERS, WIDTH, CONVOLUTION, EPSILON, ALPHA);
    }

    @Override
    public Block build(AttentionRequest request) {
        FeatureShape features = request.features();
        if (features.height() * features.width() == 1) {
            throw new RefusedException(("gaussian needs a map of more than one position; the features are %s;"
                            + " use a larger image size, fewer layers, a backbone with a map, such as resnet(pool=none), or attention=identity.")
                    .formatted(features));
        }
        Settings settings = request.settings();
        GaussianMap map = new GaussianMap(
                settings.get(PARAMETERS) == SpreadParameters.TIED,
                settings.get(WIDTH),
                settings.get(ALPHA),
                settings.get(EPSILON));
        return new GaussianAttentionBlock(features, settings.get(CONVOLUTION), map);
    }
}
