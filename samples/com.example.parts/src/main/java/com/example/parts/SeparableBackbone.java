package com.example.parts;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.initializer.NormalInitializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.ProvidesBackbone;
import org.clade.api.part.Option;
import org.clade.layer.Sequential;
import org.clade.layer.ConvolutionBlock;
import org.clade.layer.Filters;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;
import org.clade.layer.ConvNetPlan;
import org.clade.layer.ConvNetStage;
import org.osgi.service.component.annotations.Component;

/**
 * Depthwise separable convolutions: 3×3 for each channel separately, then 1×1 across channels, each with batch normalization
 * and ReLU. It needs about an eighth of the products and weights of plain 3×3 convolutions of the same widths.
 *
 * <p>A plain 3×3 convolution comes first, 2×2 max pooling follows every block but the last. Shapes: N×C×H×W to N×F×H'×W' with F
 * the last block's channels, H' = ⌊H / 2^(blocks-1)⌋. Source: Howard et al., MobileNets, 2017, Table 1, with pooling instead of
 * strides. Use when time on a CPU matters more than the last point of accuracy.
 */
@Component
@ProvidesBackbone(
        id = "separable",
        summary = "Depthwise separable convolutions (MobileNets, 2017): few products and weights.")
public final class SeparableBackbone implements Backbone {

    static final Option<List<ConvolutionBlock>> BLOCKS = ConvolutionBlock.option("1x32+2x64+2x128",
                "Blocks of separable convolutions, each written as convolutions x channels, joined by +.");

    private static final Filters FILTERS = new Filters(false, Initialization.HE);

    @Override
    public List<Option<?>> options() {
        return List.of(BLOCKS);
    }

    @Override
    public FeatureShape featureShape(BackboneRequest request) {
        return plan(request).featureShape();
    }

    @Override
    public Block build(BackboneRequest request) {
        return plan(request).build();
    }

    private static ConvNetPlan plan(BackboneRequest request) {
        List<ConvolutionBlock> blocks = request.settings().get(BLOCKS);
        List<ConvNetStage> steps = new ArrayList<>();
        steps.add(ConvNetStage.place(0, request.insert()));
        steps.add(ConvNetStage.convolution("stem", blocks.get(0).channels(), 3, 1, FILTERS));
        for (int stage = 1; stage <= blocks.size(); stage++) {
            ConvolutionBlock block = blocks.get(stage - 1);
            for (int i = 1; i <= block.convolutions(); i++) {
                steps.add(separable("block" + stage + "." + i, block.channels()));
            }
            steps.add(ConvNetStage.place(stage, request.insert()));
            if (stage < blocks.size()) {
                steps.add(ConvNetStage.pooling("pool" + stage, 2, Layers::maxPool));
            }
        }
        return new ConvNetPlan(
                "separable(blocks=%s)".formatted(request.settings().written(BLOCKS)), "use fewer blocks or larger images", request.image(), steps);
    }

    private static ConvNetStage separable(String name, int width) {
        UnaryOperator<FeatureShape> after = map -> new FeatureShape(width, map.height(), map.width());
        return new ConvNetStage(
                name,
                after,
                IntUnaryOperator.identity(),
                map -> Optional.of(new Sequential()
                        .then("depthwise", depthwise(map.channels()))
                        .then("normalization", Layers.batchNorm())
                        .then("relu", Layers.relu())
                        .then("pointwise", FILTERS.of(map.channels(), width, 1, 0))));
    }

    private static Block depthwise(int channels) {
        Conv2d block = Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .optGroups(channels)
                .optBias(false)
                .setFilters(channels)
                .build();
        block.setInitializer(new NormalInitializer((float) Math.sqrt(2.0 / 9)), "weight");
        return block;
    }
}
