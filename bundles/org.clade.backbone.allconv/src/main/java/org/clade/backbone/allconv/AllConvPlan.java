package org.clade.backbone.allconv;

import java.util.ArrayList;
import java.util.List;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.layer.ConvNetPlan;
import org.clade.layer.ConvNetStage;
import org.clade.layer.ConvolutionBlock;
import org.clade.layer.Filters;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;

/** The options of the backbone, and the network that they describe. */
final class AllConvPlan {

    static final Option<List<ConvolutionBlock>> BLOCKS = ConvolutionBlock.option(
            "2x64+2x128", "Blocks of convolutions, each written as convolutions x channels and joined by +.");

    static final Option<Integer> KERNEL = Option.integer(
            "kernel",
            3,
            1,
            15,
            "Window of the first block's convolutions, pixels, 5 in the script for ImageNet-Dog; the other blocks"
                    + " have 3.");

    static final Option<Integer> POOL = Option.integer(
            "pool", 2, 1, 16, "Window of the max pooling after every block, pixels: 4 in the script for ImageNet-Dog.");

    static final Option<Boolean> POOL_NORM = Option.bool(
            "pool_norm",
            false,
            "Whether batch normalization follows every pooling, the last one too, as in the script for MNIST.");

    static final Option<Integer> AVERAGE = Option.integer(
            "average", 4, 1, 64, "Window of the average pooling at the end, pixels; the rest of the map is dropped.");

    static final List<Option<?>> OPTIONS = List.of(BLOCKS, KERNEL, POOL, POOL_NORM, AVERAGE);

    private static final int LATER_KERNEL = 3;
    private static final Filters FILTERS = new Filters(true, Initialization.HE);
    private static final String ADVICE = "use fewer blocks, a smaller average, or a larger image size";

    private AllConvPlan() {}

    /** {@return the network that a request describes} */
    static ConvNetPlan of(BackboneRequest request) {
        Settings settings = request.settings();
        List<ConvolutionBlock> blocks = settings.get(BLOCKS);
        int pool = settings.get(POOL);
        int average = settings.get(AVERAGE);
        boolean poolnorm = settings.get(POOL_NORM);
        List<ConvNetStage> steps = new ArrayList<>();
        steps.add(ConvNetStage.place(0, request.insert()));
        for (int stage = 1; stage <= blocks.size(); stage++) {
            ConvolutionBlock block = blocks.get(stage - 1);
            int kernel = stage == 1 ? settings.get(KERNEL) : LATER_KERNEL;
            for (int i = 1; i <= block.convolutions(); i++) {
                steps.add(ConvNetStage.convolution("block" + stage + "." + i, block.channels(), kernel, 0, FILTERS));
            }
            steps.add(ConvNetStage.place(stage, request.insert()));
            steps.add(ConvNetStage.pooling("pool" + stage, pool, () -> Layers.maxPool(pool, 0)));
            if (poolnorm) {
                steps.add(ConvNetStage.keeping("poolnorm" + stage, Layers::batchNorm));
            }
        }
        steps.add(ConvNetStage.convolution("features", request.clusters(), 1, 0, FILTERS));
        steps.add(ConvNetStage.pooling("average", average, () -> Layers.averagePool(average)));
        if (poolnorm) {
            steps.add(ConvNetStage.keeping("averagenorm", Layers::batchNorm));
        }
        String written = "allconv(blocks=%s, kernel=%s, pool=%s, average=%s)"
                .formatted(settings.written(BLOCKS), settings.get(KERNEL), pool, average);
        return new ConvNetPlan(written, ADVICE, request.image(), steps);
    }
}
