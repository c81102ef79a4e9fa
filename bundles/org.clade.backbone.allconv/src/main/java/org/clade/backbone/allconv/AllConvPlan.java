package org.clade.backbone.allconv;

import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.layer.Chain;
import org.clade.layer.ConvolutionBlock;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;

/**
 * The network that a request describes, as a list of steps.
 *
 * @param written the settings that decide its size, as a recipe writes them
 * @param image the shape of the images
 * @param steps from the images to the features
 */
record AllConvPlan(String written, ImageShape image, List<AllConvStep> steps) {

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

    static AllConvPlan of(BackboneRequest request) {
        Settings settings = request.settings();
        List<ConvolutionBlock> blocks = ConvolutionBlock.parseAll("allconv", settings.text("blocks"));
        int pool = settings.whole("pool");
        int average = settings.whole("average");
        boolean poolnorm = settings.flag("poolnorm");
        List<AllConvStep> steps = new ArrayList<>();
        steps.add(AllConvStep.keeping("insert0", map -> request.insert().at(0, map)));
        for (int i = 1; i <= blocks.size(); i++) {
            int stage = i;
            int kernel = stage == 1 ? settings.whole("kernel") : KERNEL;
            for (int j = 1; j <= blocks.get(i - 1).convolutions(); j++) {
                steps.add(convolution("block" + i + "." + j, blocks.get(i - 1).channels(), kernel));
            }
            steps.add(AllConvStep.keeping("insert" + i, map -> request.insert().at(stage, map)));
            steps.add(AllConvStep.pooling("pool" + i, pool, map -> Layers.maxPool(pool, 0)));
            if (poolnorm) {
                steps.add(normalisation("poolnorm" + i));
            }
        }
        steps.add(convolution("features", request.clusters(), 1));
        steps.add(AllConvStep.pooling("average", average, map -> Layers.averagePool(average)));
        if (poolnorm) {
            steps.add(normalisation("averagenorm"));
        }
        String written = "allconv(blocks=%s, kernel=%d, pool=%d, average=%d)"
                .formatted(settings.text("blocks"), settings.whole("kernel"), pool, average);
        return new AllConvPlan(written, request.image(), List.copyOf(steps));
    }

    /**
     * The features' shape.
     *
     * @throws RefusedException where the images are too small
     */
    FeatureShape featureShape() {
        int least = 1;
        for (int i = steps.size() - 1; i >= 0; i--) {
            least = steps.get(i).before(least);
        }
        if (Math.min(image.height(), image.width()) < least) {
            throw new RefusedException(("%s needs images of at least %d×%d pixels; these are %d×%d; use fewer blocks, a"
                            + " smaller average, or a larger image size.")
                    .formatted(written, least, least, image.height(), image.width()));
        }
        FeatureShape map = first();
        for (AllConvStep step : steps) {
            map = step.after(map);
        }
        return map;
    }

    /**
     * Builds the network.
     *
     * @throws RefusedException where the images are too small
     */
    Block build() {
        featureShape();
        Chain chain = new Chain();
        FeatureShape map = first();
        for (AllConvStep step : steps) {
            step.block().apply(map).ifPresent(block -> chain.then(step.name(), block));
            map = step.after(map);
        }
        return chain;
    }

    private FeatureShape first() {
        return new FeatureShape(image.channels(), image.height(), image.width());
    }

    private static AllConvStep normalisation(String name) {
        return AllConvStep.keeping(name, map -> Optional.of(Layers.normalisation()));
    }

    private static AllConvStep convolution(String name, int width, int kernel) {
        return AllConvStep.convolution(name, width, kernel, map -> new Chain()
                .then("convolution", Layers.convolution(map.channels(), width, kernel, 0, 1, true, Initialization.HE))
                .then("normalisation", Layers.normalisation())
                .then("relu", Layers.relu()));
    }
}
