package org.clade.layer;

import ai.djl.nn.Activation;
import org.clade.api.graph.Elementwise;

/** max(x, 0), as a block that adjacent blocks recognize: see {@link FoldedConvolution} and {@link ConvNetPlan}. */
final class ReluBlock extends ElementwiseBlock {

    ReluBlock() {
        super(Activation::relu, (graph, x) -> graph.elementwise(Elementwise.RELU, x));
    }
}
