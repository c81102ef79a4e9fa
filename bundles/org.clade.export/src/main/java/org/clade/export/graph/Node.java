package org.clade.export.graph;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.graph.Value;

/**
 * One operator of a network.
 *
 * @param operator an {@link Operator} or an {@link Elementwise}
 * @param attributes its settings: {@code long[]}, {@code Double}, {@code Boolean}, {@code DataType} or {@code OpaqueNetwork}
 * @param inputs its inputs
 * @param output its result
 */
public record Node(Enum<?> operator, Map<String, Object> attributes, List<Value> inputs, Value output) {

    /** Copies the collections. */
    public Node {
        attributes = Map.copyOf(attributes);
        inputs = List.copyOf(inputs);
    }

    /** {@return an input} */
    public Value input(int index) {
        return inputs.get(index);
    }

    /** {@return whole numbers} */
    public List<Long> longs(String name) {
        return Arrays.stream((long[]) attributes.get(name)).boxed().toList();
    }

    /** {@return a whole number} */
    public long whole(String name) {
        return longs(name).get(0);
    }

    /** {@return a number} */
    public double number(String name) {
        return (Double) attributes.get(name);
    }

    /** {@return a truth value} */
    public boolean flag(String name) {
        return (Boolean) attributes.get(name);
    }

    /** {@return a type of numbers} */
    public DataType type(String name) {
        return (DataType) attributes.get(name);
    }

    /** {@return the file of a {@link Operator#OPAQUE}} */
    public OpaqueNetwork file() {
        return (OpaqueNetwork) attributes.get("file");
    }
}
