package org.clade.api.data;

/** The type of the values of an image set. */
public enum ValueType {
    /** Pixels, 8 bits without a sign, from 0 to 255. */
    UINT8(Byte.BYTES),

    /** Floating-point numbers of 32 bits, little-endian: vectors that another network or program computed. */
    FLOAT32(Float.BYTES);

    private final int bytes;

    ValueType(int bytes) {
        this.bytes = bytes;
    }

    /** {@return bytes of one value} */
    public int bytes() {
        return bytes;
    }
}
