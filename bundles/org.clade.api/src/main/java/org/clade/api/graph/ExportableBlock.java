package org.clade.api.graph;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A block that says which operators it consists of, so that a network with it can be exported to TorchScript and ONNX.
 *
 * <p>Blocks of parts implement it next to DJL's {@code Block}. A block made of other blocks appends them with {@link Graph#block}. A
 * block that does not implement it can be trained like any other, but {@code runs:export} refuses its network.
 */
@ConsumerType
public interface ExportableBlock {

    /**
     * Appends the operators of a forward pass to a graph, as in {@link org.clade.api.engine.ForwardMode#EVALUATION}: batch normalization
     * uses running statistics, and dropout drops nothing.
     *
     * @param graph gets the operators
     * @param inputs the inputs of the block, as its {@code forward} has them
     * @return the outputs of the block, equal to those of its {@code forward}
     * @throws org.clade.api.part.RefusedException if these settings cannot be exported
     */
    List<Value> export(Graph graph, List<Value> inputs);
}
