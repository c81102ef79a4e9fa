package org.clade.testkit.check;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;

/** Bitwise comparison of arrays. */
final class Bytes {

    private Bytes() {}

    /** {@return a copy of an array's content} */
    static byte[] of(NDArray array) {
        ByteBuffer buffer = array.toByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
