package org.clade.export.graph;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.graph.Value;
import org.clade.tensor.safetensors.NamedTensor;

/**
 * A network to write.
 *
 * @param input the images
 * @param outputs what it returns, by name, in order
 * @param nodes its operators, in the order of computation
 * @param tensors its weights, running statistics and constants, by the names of their values
 * @param learned the names of the weights
 * @param metadata texts about the network
 */
public record RecordedNetwork(
        Value input,
        Map<String, Value> outputs,
        List<Node> nodes,
        List<NamedTensor> tensors,
        Set<String> learned,
        Map<String, String> metadata) {

    /** {@return the files of networks that are part of it} */
    public List<OpaqueNetwork> files() {
        return nodes.stream()
                .filter(node -> node.operator() == Operator.OPAQUE)
                .map(Node::file)
                .toList();
    }
}
