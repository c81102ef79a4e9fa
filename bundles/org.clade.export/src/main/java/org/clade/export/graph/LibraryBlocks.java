package org.clade.export.graph;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import java.util.List;
import java.util.Optional;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.part.RefusedException;

/** DJL's own blocks as operators. */
final class LibraryBlocks {

    private static final String BIAS = "bias";
    private static final String WEIGHT = "weight";
    private static final Shape ONE = new Shape(1, 1);

    private LibraryBlocks() {}

    /** {@return the outputs of a block that is appended} */
    static List<Value> append(Graph graph, Block block, List<Value> inputs) {
        if (block instanceof Dropout) {
            return inputs;
        }
        if (block instanceof Linear) {
            return List.of(graph.linear(inputs.get(0), weight(graph, block), bias(graph, block)));
        }
        if (block instanceof Conv2d convolution
                && convolution.getGroups() == 1
                && convolution.getDilation().equals(ONE)) {
            return List.of(graph.conv2d(
                    inputs.get(0),
                    weight(graph, block),
                    bias(graph, block),
                    convolution.getStride(),
                    convolution.getPadding()));
        }
        if (block instanceof SequentialBlock) {
            List<Value> current = inputs;
            for (Block child : block.getChildren().values()) {
                current = graph.block(child, current);
            }
            return current;
        }
        throw new RefusedException(
                "its block %s does not say which operators it consists of (it implements no ExportableBlock); export the run to npy, csv, safetensors or folders."
                        .formatted(block.getClass().getName()));
    }

    private static Value weight(Graph graph, Block block) {
        return graph.parameter(block.getDirectParameters().get(WEIGHT));
    }

    private static Optional<Value> bias(Graph graph, Block block) {
        return Optional.ofNullable(block.getDirectParameters().get(BIAS))
                .filter(Parameter::isInitialized)
                .map(graph::parameter);
    }
}
