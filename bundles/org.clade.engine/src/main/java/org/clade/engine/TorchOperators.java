package org.clade.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.clade.api.engine.TensorOperators;

/**
 * libtorch's operators by way of a TorchScript module, whose methods are written here as text and which is loaded once.
 *
 * <p>DJL calls a method by an array among the inputs whose name is {@code module_method:} and the method's name. A
 * method called that way records gradients; it takes tensors only, so every combination of flags is a method of its
 * own. Methods that change tensors in place take them as lists (a lone tensor's change would be removed as dead code).
 */
final class TorchOperators implements TensorOperators {

    private static final String TYPE = "Operators";

    private static final float LATE = 1e9f;

    private final PtSymbolBlock module;
    private final NDManager scope;
    private final Map<String, NDArray> methods = new HashMap<>();

    /**
     * Loads the operators.
     *
     * @param scope holds the module and the methods' names; closed by whoever opened it
     */
    TorchOperators(NDManager scope) {
        this.scope = scope;
        module = new TorchScriptArchive(TYPE, source()).load(scope);
        for (Sampling sampling : Sampling.values()) {
            for (Padding padding : Padding.values()) {
                method(gridSampleName(sampling, padding, false));
                method(gridSampleName(sampling, padding, true));
            }
        }
        method("to_bfloat16");
        method("to_float32");
        method("channels_last");
        method("contiguous");
    }

    /**
     * {@return the module's text; 0 is 8 bits without a sign, 6 float32 and 15 bfloat16, memory format 0 is contiguous and 2
     * channels last}
     */
    static String source() {
        StringBuilder source = new StringBuilder(
                """
                class Operators(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def to_bfloat16(self: __torch__.Operators,
                    x: Tensor) -> Tensor:
                    return torch.to(x, 15)
                  def to_float32(self: __torch__.Operators,
                    x: Tensor) -> Tensor:
                    return torch.to(x, 6)
                  def channels_last(self: __torch__.Operators,
                    x: Tensor) -> Tensor:
                    return torch.to(x, ops.prim.dtype(x), False, False, 2)
                  def contiguous(self: __torch__.Operators,
                    x: Tensor) -> Tensor:
                    return torch.contiguous(x, memory_format=0)
                  def adam(self: __torch__.Operators,
                    p: List[Tensor],
                    g: List[Tensor],
                    m: List[Tensor],
                    v: List[Tensor],
                    step: List[Tensor],
                    lr: float,
                    beta1: float,
                    beta2: float,
                    eps: float,
                    decay: float) -> Tensor:
                    torch._foreach_add_(step, 1)
                    torch._fused_adam_(p, g, m, v, annotate(List[Tensor], []), step, lr=lr, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
                    return p[0]
                  def sgd(self: __torch__.Operators,
                    p: List[Tensor],
                    g: List[Tensor],
                    velocity: List[Tensor],
                    lr: float,
                    momentum: float,
                    decay: float) -> Tensor:
                    torch._fused_sgd_(p, g, velocity, weight_decay=decay, momentum=momentum, lr=lr, dampening=0., nesterov=False, maximize=False, is_first_step=False)
                    return p[0]
                  def rmsprop(self: __torch__.Operators,
                    p: List[Tensor],
                    g: List[Tensor],
                    v: List[Tensor],
                    step: List[Tensor],
                    lr: float,
                    rho: float,
                    eps: float) -> Tensor:
                    torch._fused_adam_(p, g, g, v, annotate(List[Tensor], []), step, lr=lr, beta1=0., beta2=rho, weight_decay=0., eps=eps, amsgrad=False, maximize=False)
                    return p[0]
                  def zero(self: __torch__.Operators,
                    x: List[Tensor]) -> Tensor:
                    torch._foreach_zero_(x)
                    return x[0]
                  def copy(self: __torch__.Operators,
                    x: List[Tensor],
                    y: List[Tensor]) -> Tensor:
                    torch._foreach_copy_(y, x)
                    return y[0]
                  def magnitudes(self: __torch__.Operators,
                    x: List[Tensor]) -> Tensor:
                    return torch.stack(torch._foreach_norm(x, 1))
                  def map(self: __torch__.Operators,
                    file: str,
                    bytes: int) -> Tensor:
                    return torch.from_file(file, False, bytes, dtype=0)
                """);
        for (Sampling sampling : Sampling.values()) {
            for (Padding padding : Padding.values()) {
                for (boolean corners : new boolean[] {false, true}) {
                    source.append(
                            """
                              def %s(self: __torch__.Operators,
                                x: Tensor,
                                grid: Tensor) -> Tensor:
                                return torch.grid_sampler(x, grid, %d, %d, %s)
                            """
                                    .formatted(
                                            gridSampleName(sampling, padding, corners),
                                            sampling == Sampling.BILINEAR ? 0 : 1,
                                            padding == Padding.ZEROS ? 0 : 1,
                                            corners ? "True" : "False"));
                }
            }
        }
        return source.toString();
    }

    private static String gridSampleName(Sampling sampling, Padding padding, boolean alignCorners) {
        return "grid_sample_%s_%s_%s"
                .formatted(sampling, padding, alignCorners ? "corners" : "edges")
                .toLowerCase(Locale.ROOT);
    }

    private void method(String name) {
        NDArray method = scope.create(0f);
        method.setName("module_method:" + name);
        methods.put(name, method);
    }

    @Override
    public NDArray gridSample(NDArray images, NDArray grid, Sampling sampling, Padding padding, boolean alignCorners) {
        return call(gridSampleName(sampling, padding, alignCorners), images, grid);
    }

    @Override
    public NDArray toBfloat16(NDArray array) {
        return call("to_bfloat16", array);
    }

    @Override
    public NDArray toFloat32(NDArray array) {
        return call("to_float32", array);
    }

    @Override
    public NDArray channelsLast(NDArray array) {
        return call("channels_last", array);
    }

    @Override
    public NDArray contiguous(NDArray array) {
        return call("contiguous", array);
    }

    @Override
    public void adam(
            NDList weights,
            NDList gradients,
            NDList firstMoments,
            NDList secondMoments,
            NDList steps,
            double rate,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay) {
        change(
                "adam",
                weights,
                list(weights),
                list(gradients),
                list(firstMoments),
                list(secondMoments),
                list(steps),
                IValue.from(rate),
                IValue.from(beta1),
                IValue.from(beta2),
                IValue.from(epsilon),
                IValue.from(weightDecay));
    }

    @Override
    public void sgd(
            NDList weights, NDList gradients, NDList velocities, double rate, double momentum, double weightDecay) {
        change(
                "sgd",
                weights,
                list(weights),
                list(gradients),
                list(momentum == 0 ? new NDList() : velocities), // libtorch insists
                IValue.from(rate),
                IValue.from(momentum),
                IValue.from(weightDecay));
    }

    /**
     * RMSprop is Adam whose first moment forgets at once, so that the gradient is its own, and whose bias correction is
     * over: ρ to the power of {@link #LATE} is 0.
     */
    @Override
    public void rmsprop(NDList weights, NDList gradients, NDList squares, double rate, double rho, double epsilon) {
        if (weights.isEmpty()) {
            return;
        }
        try (NDArray step = weights.head().getManager().full(new Shape(), LATE)) {
            change(
                    "rmsprop",
                    weights,
                    list(weights),
                    list(gradients),
                    list(squares),
                    list(new NDList(Collections.nCopies(weights.size(), step))),
                    IValue.from(rate),
                    IValue.from(rho),
                    IValue.from(epsilon));
        }
    }

    @Override
    public void zero(NDList arrays) {
        change("zero", arrays, list(arrays));
    }

    @Override
    public void copy(NDList from, NDList to) {
        change("copy", to, list(from), list(to));
    }

    @Override
    public NDArray magnitudes(NDList arrays) {
        IValue input = list(arrays);
        try (IValue output = IValueUtils.runMethod(module, "magnitudes", input)) {
            return output.toTensor((PtNDManager) arrays.head().getManager());
        } finally {
            input.close();
        }
    }

    @Override
    public NDArray map(Path file, Shape shape, NDManager scope) {
        IValue name = IValue.from(file.toAbsolutePath().toString());
        IValue bytes = IValue.from(shape.size());
        try (IValue output = IValueUtils.runMethod(module, "map", name, bytes);
                NDArray flat = output.toTensor((PtNDManager) scope)) {
            return flat.reshape(shape);
        } finally {
            name.close();
            bytes.close();
        }
    }

    /** Runs a method that changes arrays in place, then closes its inputs. */
    private void change(String method, NDList arrays, IValue... inputs) {
        try {
            if (!arrays.isEmpty()) {
                IValueUtils.runMethod(module, method, inputs).close();
            }
        } finally {
            for (IValue input : inputs) {
                input.close();
            }
        }
    }

    private static IValue list(NDList arrays) {
        return IValue.listFrom(arrays.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
    }

    /** Calls a method; the result lives in the first input's scope. DJL reads meaning into names, so they are lifted. */
    private NDArray call(String method, NDArray... arrays) {
        NDList inputs = new NDList(arrays);
        inputs.add(methods.get(method));
        String[] names = new String[arrays.length];
        for (int i = 0; i < arrays.length; i++) {
            names[i] = arrays[i].getName();
            if (names[i] != null) {
                arrays[i].setName(null);
            }
        }
        try {
            return IValueUtils.forward(module, inputs, true).singletonOrThrow();
        } finally {
            for (int i = 0; i < arrays.length; i++) {
                if (names[i] != null) {
                    arrays[i].setName(names[i]);
                }
            }
        }
    }
}
