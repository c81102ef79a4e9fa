package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/** A function of one array that keeps its shape, as a block; DJL's own lambda block runs the function to learn the shape. */
class ElementwiseBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    private final UnaryOperator<NDArray> function;
    private final BiFunction<Graph, Value, Value> operators;

    /**
     * A block.
     *
     * @param function computes
     * @param operators appends the same function to a graph
     */
    ElementwiseBlock(UnaryOperator<NDArray> function, BiFunction<Graph, Value, Value> operators) {
        super(VERSION);
        this.function = function;
        this.operators = operators;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        return new NDList(function.apply(inputs.singletonOrThrow()));
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        return List.of(operators.apply(graph, inputs.get(0)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
