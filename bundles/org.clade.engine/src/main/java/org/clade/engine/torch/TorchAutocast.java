package org.clade.engine.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.clade.api.engine.Autocast;
import org.clade.api.engine.Precision;
import org.clade.api.part.RefusedException;
import org.clade.engine.tuning.Tuning;

/** Precision: float32, or bfloat16 if this libtorch has the functions that switch it on. */
final class TorchAutocast implements Autocast {

    private final Optional<MixedPrecision> mixed;
    private final FactoredWeights matrices;
    private final UnaryOperator<NDArray> cast;
    private final Path natives;

    /**
     * Precision of one libtorch.
     *
     * @param mixed switches bfloat16 on and off, if this libtorch can
     * @param matrices the matrices in training, which keep their own casts
     * @param module casts
     * @param natives where libtorch is, for messages
     */
    TorchAutocast(Optional<MixedPrecision> mixed, FactoredWeights matrices, TorchModule module, Path natives) {
        this.mixed = mixed;
        this.matrices = matrices;
        this.cast = array -> module.record("to_bfloat16", array);
        this.natives = natives;
    }

    @Override
    public Precision precision(String spec, Device device) {
        return switch (spec) {
            case "fp32" -> Precision.FP32;
            case "bf16" -> {
                mixed();
                yield Precision.BF16;
            }
            case "auto" -> mixed.isPresent() && Tuning.hasBf16Units(device) ? Precision.BF16 : Precision.FP32;
            default -> throw new RefusedException(
                    "There is no precision “%s”; precisions are fp32, bf16 and auto.".formatted(spec));
        };
    }

    @Override
    public <T> T run(Precision precision, Device device, Supplier<T> work) {
        return precision == Precision.FP32 ? work.get() : mixed().run(device, work);
    }

    @Override
    public <T> T withFrozenWeights(Supplier<T> work) {
        return mixed.isPresent() ? mixed.get().withFrozenWeights(work) : work.get();
    }

    @Override
    public NDArray castForMatmul(NDArray weight) {
        Optional<FactoredWeight> large = matrices.find(weight);
        if (large.isPresent()) {
            return reduced() ? large.get().cast() : weight;
        }
        return mixed.isPresent() ? mixed.get().castForMatmul(weight, cast) : weight;
    }

    /** {@return whether this thread computes in bfloat16 now} */
    boolean reduced() {
        return mixed.isPresent() && mixed.get().on();
    }

    private MixedPrecision mixed() {
        return mixed.orElseThrow(() -> new RefusedException(
                "The libtorch in %s does not offer precision bf16; run with fp32.".formatted(natives)));
    }
}
