package org.clade.engine.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.List;
import java.util.Optional;
import org.clade.api.engine.ConvolutionWeights;

/**
 * Convolution, bias and ReLU in one kernel of oneDNN, the one that PyTorch's compiler puts into its graphs. It records no
 * gradients. If this libtorch or the device lacks the kernel, the three are computed one after the other.
 */
final class FusedConvolution {

    private static final String TYPE = "Fused";
    private static final String LINEAR = "linear";
    private static final String RELU = "relu";
    private static final String WIDE = "wide_";

    /** libtorch's numbers of types. */
    private static final long FLOAT32 = 6;

    private static final long BFLOAT16 = 15;

    private final Optional<PtSymbolBlock> module;

    /**
     * Looks for the kernel.
     *
     * @param scope holds the module; the caller closes it
     */
    FusedConvolution(NDManager scope) {
        module = load(scope);
    }

    private static Optional<PtSymbolBlock> load(NDManager scope) {
        try {
            return Optional.of(new TorchScriptArchive(TYPE, source()).load(scope));
        } catch (EngineException e) { // a libtorch without oneDNN knows no such operator
            return Optional.empty();
        }
    }

    private static String source() {
        StringBuilder source = new StringBuilder(TorchScriptArchive.text("fused.py"));
        for (String then : List.of(LINEAR, RELU)) {
            source.append(WideConvolution.method(
                    WIDE + then,
                    TYPE,
                    ",\n    b: Tensor,\n    padding: List[int],\n    stride: List[int],\n    type: int",
                    "s = stride[0]\np = padding[0]",
                    "ops.mkldnn._convolution_pointwise(torch.to(z, type), torch.to(w, type), torch.to(b, type), padding, stride,"
                            + " [1, 1], 1, \"%s\", annotate(List[Optional[number]], []), \"\")"
                                    .formatted(then.equals(RELU) ? RELU : "none")));
        }
        return source.toString();
    }

    /** {@return whether this libtorch has the kernel} */
    boolean known() {
        return module.isPresent();
    }

    /** {@return whether the kernel accepts these maps} */
    boolean fuses(NDArray maps) {
        return known() && !maps.getDevice().isGpu();
    }

    /**
     * Computes it in one kernel.
     *
     * @param reduced whether in bfloat16, to which everything is cast, else in float32
     * @param wide whether maps lie side by side: see {@link WideConvolution#suits}
     */
    NDArray fused(
            NDArray maps,
            ConvolutionWeights weights,
            Shape stride,
            Shape padding,
            boolean relu,
            boolean reduced,
            boolean wide) {
        String method = (wide ? WIDE : "") + (relu ? RELU : LINEAR);
        IValue[] inputs = {
            IValue.from((PtNDArray) maps),
            IValue.from((PtNDArray) weights.filters()),
            IValue.from((PtNDArray) weights.bias()),
            IValue.listFrom(padding.getShape()),
            IValue.listFrom(stride.getShape()),
            IValue.from(reduced ? BFLOAT16 : FLOAT32)
        };
        try (IValue output = IValueUtils.runMethod(module.orElseThrow(), method, inputs)) {
            return output.toTensor((PtNDManager) maps.getManager());
        } finally {
            for (IValue input : inputs) {
                input.close();
            }
        }
    }

    /** {@return the same for arrays of one precision, with separate operators} */
    static NDArray plain(NDArray maps, ConvolutionWeights weights, Shape stride, Shape padding, boolean relu) {
        NDArray sums = Conv2d.conv2d(maps, weights.filters(), weights.bias(), stride, padding)
                .singletonOrThrow();
        if (!relu) {
            return sums;
        }
        try (sums) {
            return Activation.relu(sums);
        }
    }
}
