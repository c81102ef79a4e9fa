package org.clade.modelfile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A network from a file as a block: N×3×H×W images in, N×D×1×1 features out. It has no weights that could be trained or saved. */
final class ModelBlock extends AbstractBlock {

    private static final byte VERSION = 1;

    private final Function<NDManager, ModelRunner> loader;
    private final UnaryOperator<NDArray> toFloat32;
    private final ModelOutput output;
    private ModelRunner runner;

    ModelBlock(Function<NDManager, ModelRunner> loader, UnaryOperator<NDArray> toFloat32, ModelOutput output) {
        super(VERSION);
        this.loader = loader;
        this.toFloat32 = toFloat32;
        this.output = output;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        runner = loader.apply(manager);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        return new NDList(toFloat32.apply(output.features(runner.run(inputs.singletonOrThrow()))));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), output.width(), 1, 1)};
    }
}
