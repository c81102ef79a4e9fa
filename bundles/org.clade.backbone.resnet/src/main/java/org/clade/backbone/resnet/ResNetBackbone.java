package org.clade.backbone.resnet;

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.ProvidesBackbone;
import org.clade.api.part.Option;
import org.osgi.service.component.annotations.Component;

/**
 * A residual network with a stem for small images, the ResNet-18 of MMDC.
 *
 * <p>Formula: the stem is a 3×3 convolution (stride 1, padding 1), batch normalization, ReLU and 2×2 max pooling with
 * padding 1, so that sizes become odd. Then come stages of basic blocks, y = ReLU(N(W₂ ∗ ReLU(N(W₁ ∗ x))) + s(x)), where W
 * are 3×3 convolutions with padding 1, N is batch normalization (epsilon 1e-5, momentum 0.1), and s is the identity, or
 * a 1×1 convolution with batch normalization if the shape changes. The first block of each stage but the first has
 * stride 2. At the end comes the mean of each channel ({@code pool=global}), or nothing ({@code pool=none}), which
 * leaves a map for attention. No convolution has a bias.
 *
 * <p>Shapes: N×C×H×W images, any range, to N×512×1×1, or N×512×H'×W', not negative. 32 pixels become 32, 17, 17, 9, 5, 3;
 * 64 pixels become 64, 33, 33, 17, 9, 5.
 *
 * <p>Initial values: convolutions normal with standard deviation √(2/fan in), from the engine's generator.
 *
 * <p>Source: He et al., Deep Residual Learning, CVPR 2016, Fig. 3; Shiran and Weinshall, Multi-Modal Deep Clustering, Sec.
 * IV-A, and the released code. Use for natural images if there is time for eleven million weights.
 */
@Component
@ProvidesBackbone(id = "resnet", summary = "A residual network with a stem for small images, the ResNet-18 of MMDC.")
public final class ResNetBackbone implements Backbone {

    @Override
    public List<Option<?>> options() {
        return ResNetPlan.OPTIONS;
    }

    @Override
    public FeatureShape featureShape(BackboneRequest request) {
        return ResNetPlan.of(request.settings()).featureShape(request.image());
    }

    @Override
    public Block build(BackboneRequest request) {
        return ResNetPlan.of(request.settings()).build(request.image(), request.insert());
    }
}
