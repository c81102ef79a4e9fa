package org.clade.engine.torch;

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
import java.util.Optional;
import org.clade.api.engine.FactoredGradient;
import org.clade.api.engine.TensorOperators;

/**
 * libtorch's operators by way of a TorchScript module, {@code operators.py}, which is loaded once.
 *
 * <p>DJL calls a method by an array among the inputs whose name is {@code module_method:} and the method's name. A
 * method called that way records gradients; it takes tensors only, so every combination of flags is a method of its
 * own. Methods that change tensors in place take them as lists and return what they changed (a lone tensor's change, or that of a
 * list made on the way, would be removed as dead code).
 */
public final class TorchOperators implements TensorOperators {

    private static final String TYPE = "Operators";

    private static final float LATE = 1e9f;

    /** Numbers of a matrix that are changed at once: of four arrays they fit into the caches, and are enough to be shared by threads. */
    private static final long PIECE = 1 << 20;

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
        method("maxima");
        method("linear");
        method("product");
    }

    /** {@return the module's text: {@code operators.py}, and a method for every way to sample a grid} */
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
    public NDArray batchNormByGroup(NDArray x, NDArray gamma, NDArray beta, int together, double epsilon) {
        IValue[] inputs = {
            IValue.from((PtNDArray) x),
            IValue.from((PtNDArray) gamma),
            IValue.from((PtNDArray) beta),
            IValue.from(Math.min(together, x.getShape().get(0))),
            IValue.from(epsilon)
        };
        try (IValue output = IValueUtils.runMethod(module, "normalise", inputs)) {
            return output.toTensor((PtNDManager) x.getManager());
        } finally {
            close(inputs);
        }
    }

    @Override
    public NDList foldBatchNorm(
            NDArray filters,
            Optional<NDArray> bias,
            NDArray gamma,
            NDArray beta,
            NDArray mean,
            NDArray variance,
            double epsilon) {
        IValue[] inputs = {
            IValue.from((PtNDArray) filters),
            list(bias.map(NDList::new).orElseGet(NDList::new)),
            IValue.from((PtNDArray) gamma),
            IValue.from((PtNDArray) beta),
            IValue.from((PtNDArray) mean),
            IValue.from((PtNDArray) variance),
            IValue.from(epsilon)
        };
        try (IValue output = IValueUtils.runMethod(module, "folded", inputs)) {
            return output.toNDList((PtNDManager) filters.getManager());
        } finally {
            close(inputs);
        }
    }

    @Override
    public NDArray maxPool2x2(NDArray maps) {
        return call("maxima", maps);
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
    public void adam(
            NDArray weight,
            FactoredGradient gradient,
            NDArray firstMoment,
            NDArray secondMoment,
            NDArray steps,
            double rate,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay) {
        long rows = Math.max(1, PIECE / weight.getShape().get(1));
        boolean same = gradient.read() == weight;
        change(
                "adam_by_pieces",
                new NDList(weight),
                list(new NDList(weight)),
                list(same ? new NDList() : new NDList(gradient.read())),
                list(new NDList(firstMoment)),
                list(new NDList(secondMoment)),
                list(new NDList(steps)),
                IValue.from((PtNDArray) gradient.outputs()),
                IValue.from((PtNDArray) gradient.inputs()),
                IValue.from((weight.getShape().get(0) + rows - 1) / rows),
                IValue.from(rows),
                IValue.from(rate),
                IValue.from(beta1),
                IValue.from(beta2),
                IValue.from(epsilon),
                IValue.from(weightDecay));
    }

    /** {@return how often an array was changed in place, but for the optimizers' fused steps} */
    long version(NDArray array) {
        IValue input = IValue.from((PtNDArray) array);
        try (IValue output = IValueUtils.runMethod(module, "version", input)) {
            return output.toLong();
        } finally {
            input.close();
        }
    }

    /**
     * {@return x·Wᵀ + b in the precision of W, computed as (W·xᵀ + b)ᵀ: a large matrix is read as it lies in memory, and
     * only the few rows of x are rearranged}
     */
    NDArray product(NDArray x, NDArray weight, NDArray bias) {
        return call("product", x, weight, bias);
    }

    /** {@return x·Wᵀ + b + e in the precision of W, for which no gradient is recorded} */
    NDArray linear(NDArray x, NDArray weight, NDArray bias, NDArray e) {
        return call("linear", x, weight, bias, e);
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
    public NDArray l1Norms(NDList arrays) {
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
            close(inputs);
        }
    }

    private static void close(IValue... inputs) {
        for (IValue input : inputs) {
            input.close();
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
