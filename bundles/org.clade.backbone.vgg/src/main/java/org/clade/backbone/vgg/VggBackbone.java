package org.clade.backbone.vgg;

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.ProvidesBackbone;
import org.clade.api.part.Option;
import org.osgi.service.component.annotations.Component;

/**
 * The VGG-style backbone of GATCluster: blocks of 3×3 convolutions, each followed by 2×2 max pooling (stride 2, a last odd
 * row or column dropped), more convolutions as a tail, and a 1×1 convolution to as many channels as there are clusters.
 * Every convolution has a bias and is followed by batch normalisation (epsilon 1e-5, momentum 0.1) and ReLU.
 *
 * <p>Shapes: N×C×H×W images, any range, to N×K×H'×W' features, not negative. Without padding (the paper's reading and the
 * released code's) every 3×3 convolution takes 2 pixels off each side's length: 96 pixels become a 6×6 map.
 *
 * <p>Initial values: PyTorch's, uniform in ±1/√(fan in), from the engine's generator.
 *
 * <p>Source: Niu et al., GATCluster, ECCV 2020, Sec. 4.3, and the released configurations for STL-10 and ImageNet-10. Other
 * image sizes keep the blocks and differ in the tail.
 *
 * <p>Use when images are 28 to 192 pixels wide and a plain convolutional network is wanted.
 */
@Component
@ProvidesBackbone(
        id = "vgg",
        summary = "Blocks of 3×3 convolutions with pooling and a last 1×1 convolution, the network of GATCluster.")
public final class VggBackbone implements Backbone {

    @Override
    public List<Option> options() {
        return VggPlan.OPTIONS;
    }

    @Override
    public FeatureShape featureShape(BackboneRequest request) {
        return VggPlan.of(request.settings(), request.clusters()).featureShape(request.image());
    }

    @Override
    public Block build(BackboneRequest request) {
        return VggPlan.of(request.settings(), request.clusters()).build(request.image(), request.insert());
    }
}
