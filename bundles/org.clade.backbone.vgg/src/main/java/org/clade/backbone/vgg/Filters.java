package org.clade.backbone.vgg;

import org.clade.layer.Chain;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;

/**
 * What all convolutions of a network have in common.
 *
 * @param bias whether a number is added for each output channel
 * @param initialization how the weights begin
 */
record Filters(boolean bias, Initialization initialization) {

    /** {@return a convolution with batch normalisation and ReLU} */
    Chain of(int in, int out, int kernel, int padding) {
        return new Chain()
                .then("convolution", Layers.convolution(in, out, kernel, padding, 1, bias, initialization))
                .then("normalisation", Layers.normalisation())
                .then("relu", Layers.relu());
    }
}
