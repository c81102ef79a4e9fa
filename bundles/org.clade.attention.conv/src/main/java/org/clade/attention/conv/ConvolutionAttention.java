package org.clade.attention.conv;

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.attention.HeadAttention;
import org.clade.api.attention.ProvidesHeadAttention;
import org.clade.api.part.Option;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;
import org.osgi.service.component.annotations.Component;

/**
 * Attention by a convolution and a sigmoid: A = sigmoid(w ∗ features + b), independently at each position.
 *
 * <p>Shapes: N×C×H×W features to N×1×H×W weights in 0 to 1, several regions possible; a 3×3 window reads zeros around the
 * map.
 *
 * <p>Source: the alternative that Niu et al., GATCluster, ECCV 2020, Sec. 3.3.4 mention next to the Gaussian, without a
 * kernel size. Use when objects are not compact, or to measure the benefit of the Gaussian's shape.
 */
@Component
@ProvidesHeadAttention(
        id = "conv",
        summary = "A convolution and a sigmoid, the alternative to the Gaussian in GATCluster Sec. 3.3.4.")
public final class ConvolutionAttention implements HeadAttention {

    static final Option<Integer> KERNEL =
            Option.choice("kernel", List.of(1, 3), "Height and width of the convolution kernel, in positions.");

    @Override
    public List<Option<?>> options() {
        return List.of(KERNEL);
    }

    @Override
    public Block build(AttentionRequest request) {
        int kernel = request.settings().get(KERNEL);
        return new Sequential()
                .then("convolution", Layers.convolution(request.features().channels(), 1, kernel, kernel / 2))
                .then("sigmoid", Layers.sigmoid());
    }
}
