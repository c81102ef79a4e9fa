package org.clade.engine.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import com.sun.jna.Function;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.clade.engine.natives.NativeFunctions;

/**
 * libtorch's autocast, which DJL does not offer. While it is on, convolutions and matrix products of the calling thread cast their
 * inputs to bfloat16, and operators that need float32 cast back. Three functions of libtorch switch it; they are called by their
 * (Itanium C++ ABI) names, which a libtorch for Windows does not have.
 *
 * <p>libtorch caches the casts of weights until it is told to forget them: here after each use, or, if the weights are frozen, after
 * the outermost {@link #withFrozenWeights}. libtorch transposes matrices first and therefore casts them at each use; their casts are
 * cached here for the same time.
 */
final class MixedPrecision {

    private static final String ENABLE = "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb";
    private static final String TYPE = "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE";
    private static final String FORGET = "_ZN2at8autocast11clear_cacheEv";

    private static final byte BFLOAT16 = 15;
    private static final byte CPU = 0;
    private static final byte CUDA = 1;

    /** C++ wants exactly 1 for true; JNA's boolean is -1. */
    private static final byte YES = 1;

    private static final byte NO = 0;

    private final Function enable;
    private final Function type;
    private final Function forget;
    private final ThreadLocal<Integer> frozen = ThreadLocal.withInitial(() -> 0);
    private final ThreadLocal<Boolean> reduced = ThreadLocal.withInitial(() -> false);
    private final ThreadLocal<Map<NDArray, NDArray>> casts = ThreadLocal.withInitial(IdentityHashMap::new);

    private MixedPrecision(NativeFunctions libtorch) {
        enable = libtorch.ofTorch(ENABLE);
        type = libtorch.ofTorch(TYPE);
        forget = libtorch.ofTorch(FORGET);
    }

    /**
     * Finds the functions.
     *
     * @param natives the folder of libtorch's libraries, which are loaded
     * @return the switch, if this libtorch has functions of these names
     */
    static Optional<MixedPrecision> of(Path natives) {
        return NativeFunctions.where(() -> new MixedPrecision(new NativeFunctions(natives)));
    }

    /** {@return what the work returns, done in mixed precision} */
    <T> T run(Device device, Supplier<T> work) {
        byte on = device.isGpu() ? CUDA : CPU;
        return withFrozenWeights(() -> {
            type.invokeVoid(new Object[] {on, BFLOAT16});
            enable.invokeVoid(new Object[] {on, YES});
            reduced.set(true);
            try {
                return work.get();
            } finally {
                reduced.set(false);
                enable.invokeVoid(new Object[] {on, NO});
            }
        });
    }

    /** {@return what the work returns; weights are frozen meanwhile, and each is cast once} */
    <T> T withFrozenWeights(Supplier<T> work) {
        frozen.set(frozen.get() + 1);
        try {
            return work.get();
        } finally {
            frozen.set(frozen.get() - 1);
            if (frozen.get() == 0) {
                forget.invokeVoid(new Object[0]);
                casts.get().values().forEach(NDArray::close);
                casts.get().clear();
            }
        }
    }

    /** {@return whether this thread computes in mixed precision now} */
    boolean on() {
        return reduced.get();
    }

    /** {@return a matrix as it is read now: itself, or in mixed precision its cast} */
    NDArray castForMatmul(NDArray weight, UnaryOperator<NDArray> cast) {
        return reduced.get() ? casts.get().computeIfAbsent(weight, cast) : weight;
    }
}
