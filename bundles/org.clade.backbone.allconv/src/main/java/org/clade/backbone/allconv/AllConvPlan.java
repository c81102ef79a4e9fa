package org.clade.backbone.allconv;

import java.util.ArrayList;
import java.util.List;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.layer.ConvolutionBlock;
import org.clade.layer.Filters;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;
import org.clade.layer.MapPlan;
import org.clade.layer.MapStep;

/** The options of the backbone, and the network that they describe. */
final class AllConvPlan {

    static final List<Option> OPTIONS = List.of(
            Option.text(
                    "blocks",
                    "2x64+2x128",
                    "Blocks of convolutions, each written as convolutions x channels and joined by +."),
            Option.whole(
                    "kernel",
                    3,
                    1,
                    15,
                    "Window of the first block's convolutions, pixels, 5 in the script for ImageNet-Dog; the other blocks"
                            + " have 3."),
            Option.whole(
                    "pool",
                    2,
                    1,
                    16,
                    "Window of the max pooling behind every block, pixels: 4 in the script for ImageNet-Dog."),
            Option.flag(
                    "poolnorm",
                    false,
                    "Whether batch normalisation follows every pooling, the last one too, as in the script for MNIST."),
            Option.whole(
                    "average",
                    4,
                    1,
                    64,
                    "Window of the average pooling at the end, pixels; what is left over of the map is dropped."));

    private static final int KERNEL = 3;
    private static final Filters FILTERS = new Filters(true, Initialization.HE);
    private static final String ADVICE = "use fewer blocks, a smaller average, or a larger image size";

    private AllConvPlan() {}

    /** {@return the network that a request describes} */
    static MapPlan of(BackboneRequest request) {
        Settings settings = request.settings();
        List<ConvolutionBlock> blocks = ConvolutionBlock.parseAll("allconv", settings.text("blocks"));
        int pool = settings.whole("pool");
        int average = settings.whole("average");
        boolean poolnorm = settings.flag("poolnorm");
        List<MapStep> steps = new ArrayList<>();
        steps.add(MapStep.place(0, request.insert()));
        for (int stage = 1; stage <= blocks.size(); stage++) {
            ConvolutionBlock block = blocks.get(stage - 1);
            int kernel = stage == 1 ? settings.whole("kernel") : KERNEL;
            for (int i = 1; i <= block.convolutions(); i++) {
                steps.add(MapStep.convolution("block" + stage + "." + i, block.channels(), kernel, 0, FILTERS));
            }
            steps.add(MapStep.place(stage, request.insert()));
            steps.add(MapStep.pooling("pool" + stage, pool, () -> Layers.maxPool(pool, 0)));
            if (poolnorm) {
                steps.add(MapStep.keeping("poolnorm" + stage, Layers::normalisation));
            }
        }
        steps.add(MapStep.convolution("features", request.clusters(), 1, 0, FILTERS));
        steps.add(MapStep.pooling("average", average, () -> Layers.averagePool(average)));
        if (poolnorm) {
            steps.add(MapStep.keeping("averagenorm", Layers::normalisation));
        }
        String written = "allconv(blocks=%s, kernel=%s, pool=%s, average=%s)"
                .formatted(settings.text("blocks"), settings.whole("kernel"), pool, average);
        return new MapPlan(written, ADVICE, request.image(), steps);
    }
}
