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
 * The VGG-style backbones of GATCluster, ST-DAC and MMDC: blocks of 3×3 convolutions, each followed by 2×2 max pooling
 * (stride 2, a last odd row or column dropped), more convolutions as a tail, and at the end a 1×1 convolution, a linear layer
 * or nothing. Every convolution is followed by batch normalization (epsilon 1e-5, momentum 0.1) and ReLU.
 *
 * <p>Shapes: N×C×H×W images, any range, to N×K×H'×W' features, not negative; with {@code dense=n} to N×n×1×1. Without padding
 * (GATCluster) every 3×3 convolution reduces each side by 2 pixels: 96 pixels become a 6×6 map.
 *
 * <p>Initial values: convolutions uniform in ±1/√(fan in) as PyTorch's ({@code init=torch}) or normal with deviation √(2/fan
 * in) and biases 0 ({@code init=he}); the linear layer with Glorot's uniform initialization; all draws, also those of
 * dropout, come from the engine's generator.
 *
 * <p>Source and settings. GATCluster (Niu et al., ECCV 2020, Sec. 4.3, and the released configurations for STL-10 and
 * ImageNet-10): the defaults, a last 1×1 convolution to as many channels as clusters; other image sizes differ in the tail.
 * ST-DAC (Souza and Zanchettin, Table 1 and Figure 3, and the released code): {@code blocks=1x64+1x128+1x256, padding=1,
 * pool=between, pool_norm=on, init=he, features=none, dense=3096, dropout=0.5}; Table 1 itself has {@code pool=every} and no
 * dropout. MMDC on MNIST (Shiran and Weinshall, Sec. IV-A): {@code blocks=1x32+1x64+1x128+1x256, padding=1, bias=off, init=he,
 * features=none}.
 *
 * <p>Use as a plain convolutional network for images 28 to 192 pixels wide.
 */
@Component
@ProvidesBackbone(
        id = "vgg",
        summary =
                "Blocks of 3×3 convolutions with pooling: the networks of GATCluster and ST-DAC, and MMDC's small one.")
public final class VggBackbone implements Backbone {

    @Override
    public List<Option<?>> options() {
        return VggPlan.OPTIONS;
    }

    @Override
    public FeatureShape featureShape(BackboneRequest request) {
        return VggPlan.of(request).featureShape();
    }

    @Override
    public Block build(BackboneRequest request) {
        return VggPlan.of(request).build();
    }
}
