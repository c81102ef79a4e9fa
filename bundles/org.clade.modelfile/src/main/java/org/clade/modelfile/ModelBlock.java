package org.clade.modelfile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.graph.Value;

/** A network from a file as a block: N×C×H×W images in, N×D×1×1 features out. It has no weights that could be trained or saved. */
final class ModelBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;
    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;

    private final OpaqueNetwork.Format format;
    private final Path file;
    private final Function<NDManager, ModelRunner> loader;
    private final UnaryOperator<NDArray> toFloat32;
    private final ModelOutput output;
    private ModelRunner runner;

    ModelBlock(
            OpaqueNetwork.Format format,
            Path file,
            Function<NDManager, ModelRunner> loader,
            UnaryOperator<NDArray> toFloat32,
            ModelOutput output) {
        super(VERSION);
        this.format = format;
        this.file = file;
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

    /** Appends the file as one step, then the mean of its map. */
    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        Value result = graph.opaque(
                new OpaqueNetwork(format, file, output.place(), output.name(), output.shape()), inputs.get(0));
        Value rows = output.isMap() ? graph.mean(result, false, HEIGHT, WIDTH) : result;
        return List.of(graph.reshape(rows, output.width(), 1, 1));
    }
}
