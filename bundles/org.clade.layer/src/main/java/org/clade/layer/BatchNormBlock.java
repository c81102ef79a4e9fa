package org.clade.layer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.clade.api.engine.BatchNormParameters;
import org.clade.api.engine.ConvolutionWeights;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.engine.TensorOperators;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/** Batch normalization that can also use the batch's own statistics outside training, depending on {@link ForwardMode}. */
final class BatchNormBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;
    private static final int CHANNELS = 1;
    private static final float EPSILON = 1e-5f;
    /** DJL's momentum is the fraction that stays; PyTorch's momentum 0.1 is the replaced fraction. */
    private static final float KEPT = 0.9f;

    private static final float ALL_KEPT = 1;
    private static final float NONE_KEPT = 0;

    private final Parameter gamma = own("gamma", Parameter.Type.GAMMA, Initializer.ONES, true);
    private final Parameter beta = own("beta", Parameter.Type.BETA, Initializer.ZEROS, true);
    private final Parameter mean = own("runningMean", Parameter.Type.RUNNING_MEAN, Initializer.ZEROS, false);
    private final Parameter variance = own("runningVar", Parameter.Type.RUNNING_VAR, Initializer.ONES, false);

    BatchNormBlock() {
        super(VERSION);
    }

    private Parameter own(String name, Parameter.Type type, Initializer initializer, boolean learns) {
        return addParameter(Parameter.builder()
                .setName(name)
                .setType(type)
                .optInitializer(initializer)
                .optRequiresGrad(learns)
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray input = inputs.singletonOrThrow();
        NDArray scale = store.getValue(gamma, input.getDevice(), training);
        NDArray shift = store.getValue(beta, input.getDevice(), training);
        OptionalInt groupSize = training ? OptionalInt.empty() : ForwardMode.batchStatistics(options);
        Optional<TensorEngine> engine = ForwardMode.engine(options);
        if (groupSize.isPresent() && engine.isPresent()) {
            TensorOperators operators = engine.get().operators();
            return new NDList(operators.batchNormByGroup(input, scale, shift, groupSize.getAsInt(), EPSILON));
        }
        boolean measuring = ForwardMode.measuring(options);
        return BatchNorm.batchNorm(
                input,
                store.getValue(mean, input.getDevice(), training),
                store.getValue(variance, input.getDevice(), training),
                scale,
                shift,
                CHANNELS,
                measuring ? NONE_KEPT : groupSize.isPresent() ? ALL_KEPT : KEPT,
                EPSILON,
                training || measuring || groupSize.isPresent());
    }

    /**
     * Folds it into the convolution before it, outside training, with running statistics.
     *
     * @param filters of the convolution
     * @param bias of the convolution, if it has one
     * @param store holds the values
     * @param operators compute
     * @return filters and bias of one convolution that does both
     */
    ConvolutionWeights folded(
            NDArray filters, Optional<NDArray> bias, ParameterStore store, TensorOperators operators) {
        Device device = filters.getDevice();
        return operators.foldBatchNorm(
                filters,
                bias,
                new BatchNormParameters(
                        store.getValue(gamma, device, false),
                        store.getValue(beta, device, false),
                        store.getValue(mean, device, false),
                        store.getValue(variance, device, false),
                        EPSILON));
    }

    @Override
    protected void prepare(Shape[] inputShapes) {
        Shape channels = new Shape(inputShapes[0].get(CHANNELS));
        gamma.setShape(channels);
        beta.setShape(channels);
        mean.setShape(channels);
        variance.setShape(channels);
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        return List.of(graph.batchNorm(
                inputs.get(0),
                graph.parameter(gamma),
                graph.parameter(beta),
                graph.parameter(mean),
                graph.parameter(variance),
                EPSILON));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
