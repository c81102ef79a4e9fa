package org.clade.tensor.weights;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Optional;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/**
 * A network whose weights begin with those of a file. A frozen one keeps them: it records no gradients, and normalizes with its running
 * statistics in training too.
 */
public final class PretrainedBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    private final Block network;
    private final WeightMap weights;
    private final boolean frozen;

    /**
     * A network that is not initialized yet; initialization reads the file.
     *
     * @param network the network
     * @param weights which tensors become which of its parameters
     * @param frozen whether training leaves it unchanged
     */
    public PretrainedBlock(Block network, WeightMap weights, boolean frozen) {
        super(VERSION);
        this.network = addChildBlock("pretrained", network);
        this.weights = weights;
        this.frozen = frozen;
        if (frozen) {
            network.freezeParameters(true);
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        if (!frozen) {
            return network.forward(store, inputs, training, options);
        }
        Optional<TensorEngine> engine = ForwardMode.engine(options);
        return engine.isPresent()
                ? engine.get()
                        .autograd()
                        .noGrad(() ->
                                network.forward(store, inputs, false, ForwardMode.EVALUATION.options(engine.get())))
                : network.forward(store, inputs, false, ForwardMode.EVALUATION.options());
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        weights.during(() -> network.initialize(manager, dataType, inputShapes));
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        return graph.block(network, inputs);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return network.getOutputShapes(inputShapes);
    }
}
