package org.clade.layer;

import ai.djl.ndarray.NDArray;
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
 * Blocks in sequence; the input of each is the output of the previous one.
 *
 * <p>An array between two blocks is freed as soon as the second block has read it. A recorded graph itself keeps what the backward
 * pass needs, so memory use equals PyTorch's: without recording, memory holds two adjacent maps instead of all. Input and output of
 * the sequence belong to the caller.
 *
 * <p>For inference with running statistics, adjacent blocks that form one convolution are computed as one: see
 * {@link FoldedConvolution}.
 */
public final class Sequential extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    /** An empty sequence. */
    public Sequential() {
        super(VERSION);
    }

    /**
     * Appends a block.
     *
     * @param name a part of its parameters' names
     * @param block the next block
     * @return this sequence
     */
    public Sequential then(String name, Block block) {
        addChildBlock(name, block);
        return this;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        Optional<TensorEngine> inference = training ? Optional.empty() : ForwardMode.inference(options);
        List<Block> blocks = children.values();
        NDList current = inputs;
        int at = 0;
        while (at < blocks.size()) {
            Optional<FoldedConvolution> folded =
                    inference.isPresent() ? FoldedConvolution.at(blocks, at) : Optional.empty();
            NDList next = folded.isPresent()
                    ? folded.get().forward(parameters, current.singletonOrThrow(), inference.get())
                    : blocks.get(at).forward(parameters, current, training, options);
            for (NDArray array : current) {
                if (!holds(inputs, array) && !holds(next, array)) {
                    array.close();
                }
            }
            current = next;
            at += folded.map(FoldedConvolution::length).orElse(1);
        }
        return current;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape[] shapes = inputShapes;
        for (Block block : children.values()) {
            block.initialize(manager, dataType, shapes);
            shapes = block.getOutputShapes(shapes);
        }
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        List<Value> current = inputs;
        for (Block block : children.values()) {
            current = graph.block(block, current);
        }
        return current;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] shapes = inputShapes;
        for (Block block : children.values()) {
            shapes = block.getOutputShapes(shapes);
        }
        return shapes;
    }

    /** Removes the ReLU at its end; returns whether there was one. */
    boolean dropReluAtEnd() {
        int last = children.size() - 1;
        boolean relu = last > 0 && children.valueAt(last) instanceof ReluBlock;
        if (relu) {
            children.remove(last);
        }
        return relu;
    }

    private static boolean holds(NDList list, NDArray array) {
        return list.stream().anyMatch(other -> other == array);
    }
}
