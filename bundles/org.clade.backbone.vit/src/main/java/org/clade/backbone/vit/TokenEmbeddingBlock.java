package org.clade.backbone.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/** Images as tokens: the class token, the registers, then the patches with their positions. */
final class TokenEmbeddingBlock extends AbstractBlock implements ExportableBlock {

    static final String CLASS_TOKEN = "classToken";
    static final String REGISTERS = "registers";
    static final String POSITIONS = "positions";

    private static final byte VERSION = 1;

    private final Block patches;
    private final int width;
    private final int registers;
    private final Parameter classToken;
    private final Parameter positions;

    /**
     * The embedding.
     *
     * @param patches from N×3×H×W images to N×patches×width
     * @param width numbers of a token
     * @param count the number of patches
     * @param registers the number of registers
     */
    TokenEmbeddingBlock(Block patches, int width, int count, int registers) {
        super(VERSION);
        this.patches = addChildBlock("patches", patches);
        this.width = width;
        this.registers = registers;
        this.classToken = own(CLASS_TOKEN, 1, width);
        if (registers > 0) {
            own(REGISTERS, registers, width);
        }
        this.positions = own(POSITIONS, count, width);
    }

    private Parameter own(String name, int rows, int columns) {
        return addParameter(Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.OTHER)
                .optShape(new Shape(1, rows, columns))
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray images = inputs.singletonOrThrow();
        long count = images.size(0);
        try (NDArray tokens = patches.forward(store, inputs, training, options).singletonOrThrow();
                NDArray placed = tokens.add(store.getValue(positions, images.getDevice(), training));
                NDArray first =
                        store.getValue(classToken, images.getDevice(), training).broadcast(count, 1, width)) {
            if (registers == 0) {
                return joined(images, first, placed);
            }
            try (NDArray second = store.getValue(getDirectParameters().get(REGISTERS), images.getDevice(), training)
                    .broadcast(count, registers, width)) {
                return joined(images, first, second, placed);
            }
        }
    }

    /** The result would belong to the manager of the first array, which is that of the weights. */
    private static NDList joined(NDArray images, NDArray... tokens) {
        NDArray all = NDArrays.concat(new NDList(tokens), 1);
        all.attach(images.getManager());
        return new NDList(all);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        patches.initialize(manager, dataType, inputShapes);
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        Value images = inputs.get(0);
        List<Value> tokens = new ArrayList<>();
        tokens.add(graph.expand(graph.parameter(classToken), images));
        if (registers > 0) {
            tokens.add(graph.expand(graph.parameter(getDirectParameters().get(REGISTERS)), images));
        }
        tokens.add(graph.add(graph.block(patches, images), graph.parameter(positions)));
        return List.of(graph.cat(1, tokens));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape tokens = patches.getOutputShapes(inputShapes)[0];
        return new Shape[] {new Shape(tokens.get(0), 1 + registers + tokens.get(1), width)};
    }
}
