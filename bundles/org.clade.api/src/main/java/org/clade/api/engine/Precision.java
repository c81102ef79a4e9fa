package org.clade.api.engine;

import java.util.Locale;

/** The numbers that a network computes with. Weights, losses, targets and statistics are float32 in either case. */
public enum Precision {
    /** float32 throughout. */
    FP32,
    /** Convolutions and matrix products in bfloat16, the rest in float32, as in PyTorch's autocast. */
    BF16;

    /** {@return the name, {@code fp32} or {@code bf16}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
