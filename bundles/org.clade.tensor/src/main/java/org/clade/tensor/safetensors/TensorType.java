package org.clade.tensor.safetensors;

import ai.djl.util.Float16Utils;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The type of a tensor's numbers, in the order in which a file holds them: whole numbers first, then by falling size. */
public enum TensorType {
    /** 64-bit whole numbers. */
    I64(8),
    /** Double precision. */
    F64(8),
    /** Single precision. */
    F32(4),
    /** The upper half of single precision. */
    BF16(2),
    /** Half precision. */
    F16(2),
    /** Whole numbers from 0 to 255. */
    U8(1),
    /** Truth values, 0 or 1. */
    BOOL(1);

    private static final int UPPER_HALF = 16;

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /** {@return the bytes of one number} */
    public int bytes() {
        return bytes;
    }

    /** {@return whether numbers have a fraction} */
    public boolean isFloat() {
        return this == F64 || this == F32 || this == BF16 || this == F16;
    }

    static Optional<TensorType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(TensorType::name).collect(Collectors.joining(", "));
    }

    void read(ByteBuffer buffer, float[] values, int from, int count) {
        if (this == F32) {
            buffer.asFloatBuffer().get(values, from, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[from + i] = nextFloat(buffer);
        }
    }

    private float nextFloat(ByteBuffer buffer) {
        return switch (this) {
            case F64 -> (float) buffer.getDouble();
            case F32 -> buffer.getFloat();
            case BF16 -> Float.intBitsToFloat(buffer.getShort() << UPPER_HALF);
            case F16 -> Float16Utils.halfToFloat(buffer.getShort());
            case I64 -> buffer.getLong();
            case U8, BOOL -> buffer.get() & 0xFF;
        };
    }
}
