package org.clade.golden;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The size of a network, for comparison with the cases {@code network_facts_*}. Blocks must be initialized for one image.
 *
 * @param parameters the number of trainable parameters
 * @param multiplyAdds of all convolutions and linear layers, per image
 * @param convolutionOutputs the number of outputs of all convolutions, per image
 */
public record NetworkSize(long parameters, long multiplyAdds, long convolutionOutputs) {

    /** {@return the size of a network of these blocks} */
    public static NetworkSize of(Block... blocks) {
        long parameters = Arrays.stream(blocks)
                .flatMap(block -> block.getParameters().values().stream())
                .filter(Parameter::requiresGradient)
                .mapToLong(parameter -> parameter.getShape().size())
                .sum();
        List<Block> leaves = leaves(blocks);
        return new NetworkSize(
                parameters,
                leaves.stream().mapToLong(NetworkSize::multiplyAdds).sum(),
                leaves.stream()
                        .filter(Convolution.class::isInstance)
                        .mapToLong(leaf -> output(leaf).size())
                        .sum());
    }

    /** {@return the blocks without children, in order} */
    public static List<Block> leaves(Block... blocks) {
        List<Block> leaves = new ArrayList<>();
        for (Block block : blocks) {
            collect(block, leaves);
        }
        return leaves;
    }

    private static void collect(Block block, List<Block> leaves) {
        if (block.getChildren().isEmpty()) {
            leaves.add(block);
        }
        block.getChildren().values().forEach(child -> collect(child, leaves));
    }

    private static long multiplyAdds(Block leaf) {
        if (!(leaf instanceof Convolution) && !(leaf instanceof Linear)) {
            return 0;
        }
        Shape weight = leaf.getDirectParameters().get("weight").getShape();
        return output(leaf).size() * weight.size() / weight.get(0);
    }

    private static Shape output(Block leaf) {
        return leaf.getOutputShapes(leaf.getInputShapes())[0];
    }
}
