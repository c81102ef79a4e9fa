package org.clade.backbone.allconv;

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.ProvidesBackbone;
import org.clade.api.part.Option;
import org.osgi.service.component.annotations.Component;

/**
 * The All-ConvNet-style backbone of DAC: blocks of unpadded convolutions, each followed by max pooling, a 1×1 convolution to
 * as many channels as there are clusters, and average pooling. Every convolution has a bias and is followed by batch
 * normalization (epsilon 1e-5) and ReLU; with {@code pool_norm=on} every pooling is followed by batch normalization too.
 *
 * <p>Shapes: N×C×H×W images, any range, to N×K×H'×W' features. A k×k convolution reduces each side by k - 1 pixels;
 * pooling windows do not overlap, and leftover rows and columns are dropped. The scripts' networks end in one number
 * for
 * each cluster, which the head {@code restraint(init=identity)} needs.
 *
 * <p>Initial values: He normal, not truncated (standard deviation √(2/fan in)), biases 0, from the engine's generator.
 *
 * <p>Source: the released scripts of Chang et al., Deep Adaptive Image Clustering, ICCV 2017; the paper's own description is in
 * a supplement that is not public. Use when label features should come from the map itself and not from a wide dense layer.
 */
@Component
@ProvidesBackbone(
        id = "allconv",
        summary = "Unpadded convolutions, a 1×1 convolution to K channels and average pooling, the networks of DAC.")
public final class AllConvBackbone implements Backbone {

    @Override
    public List<Option<?>> options() {
        return AllConvPlan.OPTIONS;
    }

    @Override
    public FeatureShape featureShape(BackboneRequest request) {
        return AllConvPlan.of(request).featureShape();
    }

    @Override
    public Block build(BackboneRequest request) {
        return AllConvPlan.of(request).build();
    }
}
