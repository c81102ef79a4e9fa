package org.clade.tensor.numpy;

import ai.djl.util.Float16Utils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The type of an array's values.
 *
 * @param kind the letter that NumPy uses: {@code f} floating point, {@code i} and {@code u} whole numbers, {@code b} truth values,
 *     {@code U} and {@code S} texts, {@code V} bytes of a type that NumPy does not know; {@link #BFLOAT16} for bfloat16
 * @param size bytes of a value; characters for {@code U}
 * @param order the order of the bytes
 */
public record NpyType(char kind, int size, ByteOrder order) {

    /** The letter for bfloat16, which NumPy itself does not have. */
    public static final char BFLOAT16 = 'E';

    private static final int UPPER_HALF = 16;

    /** {@return bytes of one value} */
    public int bytes() {
        return kind == 'U' ? Integer.BYTES * size : size;
    }

    /** {@return whether {@link #number} reads its values} */
    public boolean isNumber() {
        return switch (kind) {
            case 'f' -> size == 2 || size == 4 || size == 8;
            case 'i', 'u' -> size == 1 || size == 2 || size == 4 || size == 8;
            case 'b' -> size == 1;
            case BFLOAT16 -> true;
            default -> false;
        };
    }

    /** {@return whether its values are whole numbers or truth values} */
    public boolean isWhole() {
        return isNumber() && kind != 'f' && kind != BFLOAT16;
    }

    /** {@return whether its values are texts} */
    public boolean isText() {
        return kind == 'U' || kind == 'S';
    }

    /** {@return whether it may be bfloat16, which NumPy writes as bytes of an unknown type} */
    public boolean maybeBfloat16() {
        return kind == 'V' && size == 2;
    }

    /** {@return this type with the values read as bfloat16} */
    NpyType asBfloat16() {
        return new NpyType(BFLOAT16, size, order);
    }

    /**
     * A value as a number.
     *
     * @param bytes the values, in this type's order of bytes
     * @param at the place of the value, in bytes
     * @return the value; whole numbers beyond 2^53 are rounded
     */
    double number(ByteBuffer bytes, int at) {
        return switch (kind) {
            case 'f' -> switch (size) {
                case 2 -> Float16Utils.halfToFloat(bytes.getShort(at));
                case 4 -> bytes.getFloat(at);
                default -> bytes.getDouble(at);
            };
            case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(at) << UPPER_HALF);
            default -> whole(bytes, at);
        };
    }

    /**
     * A value as a whole number.
     *
     * @param bytes the values, in this type's order of bytes
     * @param at the place of the value, in bytes
     * @return the value; unsigned numbers of 64 bits as signed ones
     */
    long whole(ByteBuffer bytes, int at) {
        boolean signed = kind == 'i';
        return switch (size) {
            case 1 -> signed ? bytes.get(at) : bytes.get(at) & 0xFF;
            case 2 -> signed ? bytes.getShort(at) : bytes.getShort(at) & 0xFFFF;
            case 4 -> signed ? bytes.getInt(at) : Integer.toUnsignedLong(bytes.getInt(at));
            default -> bytes.getLong(at);
        };
    }

    /** {@return the type as NumPy writes it, without the order of bytes: {@code f4}; {@code bfloat16}} */
    @Override
    public String toString() {
        return kind == BFLOAT16 ? "bfloat16" : kind + "" + size;
    }
}
