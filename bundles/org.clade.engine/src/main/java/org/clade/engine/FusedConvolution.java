package org.clade.engine;

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
import java.util.Optional;

/**
 * Convolution, bias and ReLU in one kernel of oneDNN, the one that PyTorch's compiler puts into its graphs. It records no
 * gradients. Where this libtorch or the device has none, the three are computed one after the other.
 */
final class FusedConvolution {

    private static final String TYPE = "Fused";

    private static final String SOURCE =
            """
            class Fused(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def linear(self: __torch__.Fused,
                x: Tensor,
                w: Tensor,
                b: Tensor,
                padding: List[int],
                stride: List[int]) -> Tensor:
                return ops.mkldnn._convolution_pointwise(x, w, b, padding, stride, [1, 1], 1, "none", annotate(List[Optional[number]], []), "")
              def relu(self: __torch__.Fused,
                x: Tensor,
                w: Tensor,
                b: Tensor,
                padding: List[int],
                stride: List[int]) -> Tensor:
                return ops.mkldnn._convolution_pointwise(x, w, b, padding, stride, [1, 1], 1, "relu", annotate(List[Optional[number]], []), "")
            """;

    private final Optional<PtSymbolBlock> module;

    /**
     * Looks for the kernel.
     *
     * @param scope holds the module; closed by whoever opened it
     */
    FusedConvolution(NDManager scope) {
        module = load(scope);
    }

    private static Optional<PtSymbolBlock> load(NDManager scope) {
        try {
            return Optional.of(new TorchScriptArchive(TYPE, SOURCE).load(scope));
        } catch (EngineException e) { // a libtorch without oneDNN knows no such operator
            return Optional.empty();
        }
    }

    /** {@return whether this libtorch has the kernel} */
    boolean known() {
        return module.isPresent();
    }

    /** {@return the convolution of arrays of one precision} */
    NDArray apply(NDArray maps, NDArray filters, NDArray bias, Shape stride, Shape padding, boolean relu) {
        return module.isPresent() && !maps.getDevice().isGpu()
                ? fused(module.get(), maps, filters, bias, stride, padding, relu)
                : plain(maps, filters, bias, stride, padding, relu);
    }

    private static NDArray fused(
            PtSymbolBlock module,
            NDArray maps,
            NDArray filters,
            NDArray bias,
            Shape stride,
            Shape padding,
            boolean relu) {
        IValue[] inputs = {
            IValue.from((PtNDArray) maps),
            IValue.from((PtNDArray) filters),
            IValue.from((PtNDArray) bias),
            IValue.listFrom(padding.getShape()),
            IValue.listFrom(stride.getShape())
        };
        try (IValue output = IValueUtils.runMethod(module, relu ? "relu" : "linear", inputs)) {
            return output.toTensor((PtNDManager) maps.getManager());
        } finally {
            for (IValue input : inputs) {
                input.close();
            }
        }
    }

    private static NDArray plain(
            NDArray maps, NDArray filters, NDArray bias, Shape stride, Shape padding, boolean relu) {
        NDArray sums = Conv2d.conv2d(maps, filters, bias, stride, padding).singletonOrThrow();
        if (!relu) {
            return sums;
        }
        try (sums) {
            return Activation.relu(sums);
        }
    }
}
