package org.clade.layer;

import ai.djl.nn.Block;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;

/**
 * One step of a network over maps.
 *
 * @param name a part of its parameters' names
 * @param after computes the shape of the map after this step from the shape before
 * @param before computes the rows (or columns) of the map before the step from those after it
 * @param block the block, for the map before it; empty if the map does not change
 */
public record ConvNetStage(
        String name,
        UnaryOperator<FeatureShape> after,
        IntUnaryOperator before,
        Function<FeatureShape, Optional<Block>> block) {

    /**
     * A step that keeps the map's shape.
     *
     * @param name its name
     * @param block the block
     * @return the step
     */
    public static ConvNetStage keeping(String name, Supplier<Block> block) {
        return keeping(name, map -> Optional.of(block.get()));
    }

    private static ConvNetStage keeping(String name, Function<FeatureShape, Optional<Block>> block) {
        return new ConvNetStage(name, UnaryOperator.identity(), IntUnaryOperator.identity(), block);
    }

    /**
     * A place for an insert that keeps the shape.
     *
     * @param stage its number
     * @param insert the insert
     * @return the step
     */
    public static ConvNetStage place(int stage, StageInsert insert) {
        return keeping("insert" + stage, map -> insert.at(stage, map));
    }

    /**
     * Adjacent windows, each reduced to one pixel; remaining rows and columns are dropped.
     *
     * @param name its name
     * @param window height and width of a window
     * @param block the block
     * @return the step
     */
    public static ConvNetStage pooling(String name, int window, Supplier<Block> block) {
        return new ConvNetStage(
                name,
                map -> new FeatureShape(map.channels(), map.height() / window, map.width() / window),
                pixels -> pixels * window,
                map -> Optional.of(block.get()));
    }

    /**
     * A convolution of stride 1 with batch normalization and ReLU.
     *
     * @param name its name
     * @param width output channels
     * @param kernel height and width of its window
     * @param padding rows and columns of zeros on every side, at most half the window
     * @param filters bias and initialization
     * @return the step
     */
    public static ConvNetStage convolution(String name, int width, int kernel, int padding, Filters filters) {
        int less = kernel - 1 - 2 * padding;
        return new ConvNetStage(
                name,
                map -> new FeatureShape(width, map.height() - less, map.width() - less),
                pixels -> pixels + less,
                map -> Optional.of(filters.of(map.channels(), width, kernel, padding)));
    }

    /**
     * A step that turns the whole map into a vector.
     *
     * @param name its name
     * @param width the size of the vector
     * @param block the block, for the size before it; from N×C×H×W to N×width×1×1
     * @return the step
     */
    public static ConvNetStage vector(String name, int width, IntFunction<Block> block) {
        return new ConvNetStage(
                name, map -> new FeatureShape(width, 1, 1), pixels -> 1, map -> Optional.of(block.apply(map.size())));
    }
}
