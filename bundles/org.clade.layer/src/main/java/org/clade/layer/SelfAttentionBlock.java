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

/** Self-attention of several heads. With the engine one operator computes it, which never holds the matrix of all pairs of tokens. */
final class SelfAttentionBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;
    private static final int ROLES = 3;

    private final int width;
    private final int heads;
    private final Block qkv;
    private final Block projection;

    SelfAttentionBlock(int width, int heads) {
        super(VERSION);
        this.width = width;
        this.heads = heads;
        this.qkv = addChildBlock("qkv", Layers.linear(width, ROLES * width));
        this.projection = addChildBlock("projection", Layers.linear(width, width));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray tokens = inputs.singletonOrThrow();
        long images = tokens.size(0);
        long count = tokens.size(1);
        try (NDArray all = qkv.forward(store, inputs, training, options).singletonOrThrow();
                NDArray split = all.reshape(images, count, ROLES, heads, width / heads);
                NDArray roles = split.transpose(2, 0, 3, 1, 4);
                NDArray query = roles.get(0);
                NDArray key = roles.get(1);
                NDArray value = roles.get(2);
                NDArray mixed = attention(query, key, value, ForwardMode.engine(options));
                NDArray sideBySide = mixed.transpose(0, 2, 1, 3);
                NDArray joined = sideBySide.reshape(images, count, width)) {
            return projection.forward(store, new NDList(joined), training, options);
        }
    }

    private NDArray attention(NDArray query, NDArray key, NDArray value, Optional<TensorEngine> engine) {
        if (engine.isPresent()) {
            return engine.get().operators().attention(query, key, value);
        }
        double scale = 1 / Math.sqrt((double) width / heads);
        try (NDArray scores = query.matMul(key.transpose(0, 1, 3, 2)).mul(scale);
                NDArray shares = scores.softmax(-1)) {
            return shares.matMul(value);
        }
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        Value tokens = inputs.get(0);
        long count = tokens.shape().get(1);
        Value roles = graph.reshape(graph.block(qkv, tokens), count, ROLES, heads, width / heads);
        Value query = role(graph, roles, 0);
        Value key = graph.permute(role(graph, roles, 1), 0, 1, 3, 2);
        Value scores = graph.mul(graph.matmul(query, key), 1 / Math.sqrt((double) width / heads));
        Value mixed = graph.matmul(graph.softmax(scores, 3), role(graph, roles, 2));
        Value joined = graph.reshape(graph.permute(mixed, 0, 2, 1, 3), count, width);
        return List.of(graph.block(projection, joined));
    }

    /** {@return queries, keys or values, N×heads×T×width of a head} */
    private Value role(Graph graph, Value roles, int role) {
        Value one = graph.slice(roles, 2, role, role + 1);
        return graph.permute(graph.reshape(one, roles.shape().get(1), heads, width / heads), 0, 2, 1, 3);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        qkv.initialize(manager, dataType, inputShapes);
        projection.initialize(manager, dataType, inputShapes);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
