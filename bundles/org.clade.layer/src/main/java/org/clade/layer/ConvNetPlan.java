package org.clade.layer;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Optional;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;

/**
 * A network over maps as a list of steps, for images of a shape.
 *
 * @param written the part and the settings that determine its size, as in a recipe
 * @param advice what to do if images are too small for it
 * @param image the shape of the images
 * @param steps from the images to the features
 */
public record ConvNetPlan(String written, String advice, ImageShape image, List<ConvNetStage> steps) {

    /** Copies the steps. */
    public ConvNetPlan {
        steps = List.copyOf(steps);
    }

    /**
     * Computes the shape of the features without tensors.
     *
     * @return the shape of one image's features
     * @throws RefusedException if the images are too small
     */
    public FeatureShape featureShape() {
        int least = 1;
        for (int i = steps.size() - 1; i >= 0; i--) {
            least = steps.get(i).before().applyAsInt(least);
        }
        if (Math.min(image.height(), image.width()) < least) {
            throw new RefusedException("%s needs images of at least %s×%s pixels; these are %s×%s; %s."
                    .formatted(written, least, least, image.height(), image.width(), advice));
        }
        FeatureShape map = first();
        for (ConvNetStage step : steps) {
            map = step.after().apply(map);
        }
        return map;
    }

    /**
     * Builds the network.
     *
     * @return a new network, not initialized
     * @throws RefusedException if the images are too small
     */
    public Block build() {
        featureShape();
        Sequential chain = new Sequential();
        FeatureShape map = first();
        Optional<Block> before = Optional.empty();
        for (ConvNetStage step : steps) {
            Optional<Block> block = step.block().apply(map);
            if (block.isPresent()) {
                chain.then(step.name(), reluLast(before, block.get()));
                before = block;
            }
            map = step.after().apply(map);
        }
        return chain;
    }

    /**
     * ReLU before max pooling and ReLU after it give the same numbers and gradients, bit for bit: both keep the maximum and its
     * position, and if nothing is above 0 no gradient flows back. After the pooling it is a quarter of the work.
     */
    private static Block reluLast(Optional<Block> before, Block block) {
        boolean moves = block instanceof PoolBlock pool
                && pool.takesMaximum()
                && pool.adjacent()
                && before.isPresent()
                && before.get() instanceof Sequential chain
                && chain.dropReluAtEnd();
        return moves ? new Sequential().then("pool", block).then("relu", Layers.relu()) : block;
    }

    private FeatureShape first() {
        return new FeatureShape(image.channels(), image.height(), image.width());
    }
}
