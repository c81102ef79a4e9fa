package org.clade.attention.spatial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.initializer.Initializer;
import org.clade.api.backbone.FeatureShape;
import org.clade.layer.Filters;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;
import org.clade.layer.Window;

/**
 * The localization net of ST-DAC: 2×2 max pooling, 5×5 convolution and tanh, twice; a linear layer with tanh; six numbers.
 *
 * @param filters output channels of both convolutions
 * @param hidden width of the first linear layer
 * @param bounded whether tanh comes last
 */
record Localisation(int filters, int hidden, boolean bounded) {

    /** Numbers of an affine transform. */
    static final int PARAMETERS = 6;

    /** The smallest height and width of a map that is not empty after two poolings. */
    static final int LEAST = 4;

    private static final int KERNEL = 5;
    private static final int PADDING = KERNEL / 2;
    private static final Filters FILTERS = new Filters(true, Initialization.GLOROT);
    private static final float[] IDENTITY = {1, 0, 0, 0, 1, 0};

    /**
     * Builds the net.
     *
     * @param map the shape of the input, at least {@link #LEAST} positions high and wide
     * @return a block from N×C×H×W to N×6; it starts with the output tanh(1, 0, 0, 0, 1, 0) for any input, or the
     *     identity without the last tanh
     */
    Sequential of(FeatureShape map) {
        int left = filters * (map.height() / LEAST) * (map.width() / LEAST);
        Sequential chain = new Sequential()
                .then("pool1", Layers.maxPool())
                .then("convolution1", convolution(map.channels()))
                .then("tanh1", Layers.tanh())
                .then("pool2", Layers.maxPool())
                .then("convolution2", convolution(filters))
                .then("tanh2", Layers.tanh())
                .then("flat", Layers.flatten())
                .then("hidden", Layers.linear(left, hidden, Initialization.GLOROT))
                .then("tanh3", Layers.tanh())
                .then("transform", transform());
        return bounded ? chain.then("tanh4", Layers.tanh()) : chain;
    }

    private Block convolution(int channels) {
        return Layers.convolution(channels, filters, Window.of(KERNEL, PADDING), FILTERS);
    }

    private Block transform() {
        Block block = Layers.linear(hidden, PARAMETERS, Initialization.GLOROT);
        block.setInitializer(Initializer.ZEROS, "weight");
        block.setInitializer(Localisation::identity, "bias");
        return block;
    }

    private static NDArray identity(NDManager manager, Shape shape, DataType type) {
        return manager.create(IDENTITY, shape).toType(type, false);
    }
}
