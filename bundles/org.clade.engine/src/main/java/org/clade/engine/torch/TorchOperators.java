package org.clade.engine.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.clade.api.engine.BatchNormParameters;
import org.clade.api.engine.ConvolutionWeights;
import org.clade.api.engine.ScriptModule;
import org.clade.api.engine.ScriptNetwork;
import org.clade.api.engine.TensorOperators;
import org.clade.engine.tuning.Tuning;

/**
 * libtorch's operators, as methods of a TorchScript module, {@code operators.py}, which is loaded once.
 *
 * <p>A method that records gradients takes tensors only, so every combination of flags is a method of its own. Methods that change
 * tensors in place take them as lists and return what they changed (TorchScript removes the change of a lone tensor, or of a list
 * made on the way, as dead code).
 */
public final class TorchOperators implements TensorOperators {

    private static final String TYPE = "Operators";

    /** The strides of convolutions of small maps. */
    private static final int[] STRIDES = {1, 2};

    private static final boolean TILES = Tuning.hasBf16Tiles();

    private final TorchModule module;
    private final FusedConvolution convolution;
    private final FactoredWeights matrices;
    private final TorchAutocast autocast;

    /**
     * The operators of a loaded module.
     *
     * @param module the result of {@link #load}
     * @param convolution the convolution with bias and ReLU
     * @param matrices the matrices in training
     * @param autocast knows the current precision
     */
    TorchOperators(TorchModule module, FusedConvolution convolution, FactoredWeights matrices, TorchAutocast autocast) {
        this.module = module;
        this.convolution = convolution;
        this.matrices = matrices;
        this.autocast = autocast;
    }

    /**
     * Loads the operators.
     *
     * @param scope holds the module; the caller closes it
     * @return the module
     */
    static TorchModule load(NDManager scope) {
        List<String> recorded = new ArrayList<>(List.of(
                "to_bfloat16",
                "to_float32",
                "channels_last",
                "contiguous",
                "max_pool_2x2",
                "max_pool_2x2_padded",
                "linear",
                "product",
                "attention"));
        for (Sampling sampling : Sampling.values()) {
            for (Padding padding : Padding.values()) {
                recorded.add(gridSampleName(sampling, padding, false));
                recorded.add(gridSampleName(sampling, padding, true));
            }
        }
        for (int stride : STRIDES) {
            recorded.add(wideName(stride, false));
            recorded.add(wideName(stride, true));
        }
        return new TorchModule(new TorchScriptArchive(TYPE, source()), scope, recorded);
    }

    /** {@return the module's text: {@code operators.py}, and a method for every way to sample a grid and to convolve small maps} */
    public static String source() {
        StringBuilder source = new StringBuilder(TorchScriptArchive.text("operators.py"));
        for (Sampling sampling : Sampling.values()) {
            for (Padding padding : Padding.values()) {
                for (boolean corners : new boolean[] {false, true}) {
                    source.append(
                            """

                              def %s(self: __torch__.Operators,
                                x: Tensor,
                                grid: Tensor) -> Tensor:
                                return torch.grid_sampler(x, grid, %s, %s, %s)
                            """
                                    .formatted(
                                            gridSampleName(sampling, padding, corners),
                                            sampling == Sampling.BILINEAR ? 0 : 1,
                                            padding == Padding.ZEROS ? 0 : 1,
                                            corners ? "True" : "False"));
                }
            }
        }
        for (int stride : STRIDES) {
            for (boolean bias : new boolean[] {false, true}) {
                source.append(WideConvolution.method(
                        wideName(stride, bias),
                        TYPE,
                        bias ? ",\n    b: Tensor" : "",
                        "s = %s\np = torch.floordiv(torch.size(w, 2), 2)".formatted(stride),
                        "torch.conv2d(z, w, %s, [s, s], [p, p], [1, 1], 1)".formatted(bias ? "b" : "None")));
            }
        }
        return source.toString();
    }

    private static String wideName(int stride, boolean bias) {
        return "wide_convolution_%s%s".formatted(stride, bias ? "_bias" : "");
    }

    private static String gridSampleName(Sampling sampling, Padding padding, boolean alignCorners) {
        return "grid_sample_%s_%s_%s"
                .formatted(sampling, padding, alignCorners ? "corners" : "edges")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public NDArray gridSample(NDArray images, NDArray grid, Sampling sampling, Padding padding, boolean alignCorners) {
        return module.record(gridSampleName(sampling, padding, alignCorners), images, grid);
    }

    @Override
    public NDArray toBfloat16(NDArray array) {
        return module.record("to_bfloat16", array);
    }

    @Override
    public NDArray toFloat32(NDArray array) {
        return module.record("to_float32", array);
    }

    @Override
    public NDArray channelsLast(NDArray array) {
        return module.record("channels_last", array);
    }

    @Override
    public NDArray contiguous(NDArray array) {
        return module.record("contiguous", array);
    }

    @Override
    public NDArray batchNormByGroup(NDArray x, NDArray gamma, NDArray beta, int groupSize, double epsilon) {
        return module.call(
                "batch_norm_by_group",
                output -> output.toTensor((PtNDManager) x.getManager()),
                TorchModule.array(x),
                TorchModule.array(gamma),
                TorchModule.array(beta),
                IValue.from(Math.min(groupSize, x.getShape().get(0))),
                IValue.from(epsilon));
    }

    @Override
    public ConvolutionWeights foldBatchNorm(NDArray filters, Optional<NDArray> bias, BatchNormParameters norm) {
        NDList folded = module.call(
                "fold_batch_norm",
                output -> output.toNDList((PtNDManager) filters.getManager()),
                TorchModule.array(filters),
                TorchModule.list(bias.map(NDList::new).orElseGet(NDList::new)),
                TorchModule.array(norm.gamma()),
                TorchModule.array(norm.beta()),
                TorchModule.array(norm.mean()),
                TorchModule.array(norm.variance()),
                IValue.from(norm.epsilon()));
        return new ConvolutionWeights(folded.get(0), folded.get(1));
    }

    @Override
    public NDArray maxPool2x2(NDArray maps) {
        return module.record("max_pool_2x2", maps);
    }

    @Override
    public NDArray paddedMaxPool2x2(NDArray maps) {
        return module.record("max_pool_2x2_padded", maps);
    }

    @Override
    public ScriptNetwork loadNetwork(Path file, NDManager scope) {
        PtSymbolBlock network =
                JniUtils.loadModule((PtNDManager) scope, file, true, new String[0], new String[0], true);
        JniUtils.enableInferenceMode(network);
        try (NDManager weights =
                scope.newSubManager()) { // without training mode, DJL makes weights that no gradient passes
            JniUtils.moduleGetParams(network, (PtNDManager) weights)
                    .forEach(weight -> weight.setRequiresGradient(false));
        }
        return inputs -> IValueUtils.forward(network, inputs, JniUtils.isGradMode());
    }

    @Override
    public ScriptModule compile(String methods, NDManager scope) {
        try {
            return new TorchModule(TorchScriptArchive.ofMethods(methods), scope, List.of());
        } catch (EngineException e) {
            throw new IllegalArgumentException("libtorch cannot compile this script: " + e.getMessage(), e);
        }
    }

    @Override
    public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        if (!JniUtils.isGradMode() && matrices.large(weight)) {
            // (W·xᵀ + b)ᵀ: reads a large matrix in its memory order and rearranges only the few rows of x.
            return module.record("product", x, weight, bias);
        }
        Optional<FactoredWeight> large = matrices.find(weight);
        return large.isPresent()
                ? large.get().linear(x, bias, autocast.reduced())
                : Linear.linear(x, weight, bias).singletonOrThrow();
    }

    @Override
    public NDArray attention(NDArray query, NDArray key, NDArray value) {
        return module.record("attention", query, key, value);
    }

    @Override
    public NDArray convolution(NDArray maps, NDArray filters, Optional<NDArray> bias, Shape stride, Shape padding) {
        return wide(JniUtils.isGradMode(), maps, filters, stride, padding)
                ? wideConvolution(maps, filters, bias, stride)
                : Conv2d.conv2d(maps, filters, bias.orElse(null), stride, padding)
                        .singletonOrThrow();
    }

    /** The same for small maps, side by side: see {@link WideConvolution#suits}. */
    NDArray wideConvolution(NDArray maps, NDArray filters, Optional<NDArray> bias, Shape stride) {
        String name = wideName((int) stride.get(0), bias.isPresent());
        return bias.isPresent() ? module.record(name, maps, filters, bias.get()) : module.record(name, maps, filters);
    }

    private boolean wide(boolean recorded, NDArray maps, NDArray filters, Shape stride, Shape padding) {
        int widest = WideConvolution.widest(recorded, autocast.reduced(), TILES, filters.size(0));
        return !maps.getDevice().isGpu()
                && WideConvolution.suits(maps.getShape(), filters.getShape(), stride, padding, widest);
    }

    @Override
    public NDArray convolution(NDArray maps, ConvolutionWeights weights, Shape stride, Shape padding, boolean relu) {
        boolean reduced = autocast.reduced();
        if (convolution.fuses(maps)) {
            boolean wide = wide(false, maps, weights.filters(), stride, padding);
            return convolution.fused(maps, weights, stride, padding, relu, reduced, wide);
        }
        if (!reduced) {
            return FusedConvolution.plain(maps, weights, stride, padding, relu);
        }
        try (NDArray x = toBfloat16(maps);
                ConvolutionWeights w =
                        new ConvolutionWeights(toBfloat16(weights.filters()), toBfloat16(weights.bias()))) {
            return FusedConvolution.plain(x, w, stride, padding, relu);
        }
    }

    @Override
    public void zero(NDList arrays) {
        module.change("zero", arrays, TorchModule.list(arrays));
    }

    @Override
    public void copy(NDList from, NDList to) {
        module.change("copy", to, TorchModule.list(from), TorchModule.list(to));
    }

    @Override
    public NDArray l1Norms(NDList arrays) {
        return module.call(
                "l1_norms",
                output -> output.toTensor((PtNDManager) arrays.head().getManager()),
                TorchModule.list(arrays));
    }

    @Override
    public NDArray map(Path file, Shape shape, DataType type, NDManager scope) {
        try (NDArray flat = module.call(
                "map",
                output -> output.toTensor((PtNDManager) scope),
                IValue.from(file.toAbsolutePath().toString()),
                IValue.from(shape.size()),
                IValue.from((long) type(type)))) {
            return flat.reshape(shape);
        }
    }

    /** PyTorch's number of a type that a file may have. */
    private static int type(DataType type) {
        return switch (type) {
            case UINT8 -> 0;
            case FLOAT32 -> 6;
            default -> throw new IllegalArgumentException("A file of " + type + " cannot be mapped");
        };
    }
}
