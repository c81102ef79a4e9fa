package org.clade.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.clade.api.engine.ScriptModule;

/**
 * A TorchScript module whose methods are called by name.
 *
 * <p>DJL calls a method by an array among the inputs whose name is {@code module_method:} and the method's name. Only a method
 * called that way records gradients ({@link #record}); it takes tensors only.
 */
final class TorchModule implements ScriptModule {

    private final PtSymbolBlock module;
    private final Map<String, NDArray> methods = new HashMap<>();

    /**
     * Loads a module.
     *
     * @param archive the module
     * @param scope holds the module; the caller closes it
     * @param recorded the methods that {@link #record} calls
     */
    TorchModule(TorchScriptArchive archive, NDManager scope, Collection<String> recorded) {
        module = archive.load(scope);
        for (String name : recorded) {
            NDArray method = scope.create(0f);
            method.setName("module_method:" + name);
            methods.put(name, method);
        }
    }

    /**
     * Calls a method whose gradients are recorded. The result lives in the first input's scope. DJL interprets names,
     * so the inputs have none meanwhile.
     */
    NDArray record(String method, NDArray... arrays) {
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

    /** Calls a method that records no gradients, reads its output, and closes inputs and output. */
    <T> T call(String method, Function<IValue, T> output, IValue... inputs) {
        try (IValue value = IValueUtils.runMethod(module, method, inputs)) {
            return output.apply(value);
        } finally {
            close(inputs);
        }
    }

    /** Calls a method that changes arrays in place, unless there are none, and closes its inputs. */
    void change(String method, NDList arrays, IValue... inputs) {
        try {
            if (!arrays.isEmpty()) {
                IValueUtils.runMethod(module, method, inputs).close();
            }
        } finally {
            close(inputs);
        }
    }

    @Override
    public void update(String method, List<NDList> arrays, double... numbers) {
        if (arrays.get(0).isEmpty()) {
            return;
        }
        IValue[] inputs = new IValue[arrays.size() + numbers.length];
        for (int i = 0; i < arrays.size(); i++) {
            inputs[i] = list(arrays.get(i));
        }
        for (int i = 0; i < numbers.length; i++) {
            inputs[arrays.size() + i] = IValue.from(numbers[i]);
        }
        change(method, arrays.get(0), inputs);
    }

    private static void close(IValue... inputs) {
        for (IValue input : inputs) {
            input.close();
        }
    }

    static IValue array(NDArray array) {
        return IValue.from((PtNDArray) array);
    }

    static IValue list(NDList arrays) {
        return IValue.listFrom(arrays.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
    }
}
