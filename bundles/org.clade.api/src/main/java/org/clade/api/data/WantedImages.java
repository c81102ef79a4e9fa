package org.clade.api.data;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Hands those of a set's images on that are wanted.
 *
 * @param items the images wanted, ascending
 * @param bytes of one image
 * @param receiver takes them
 */
record WantedImages(int[] items, int bytes, ImageConsumer receiver) implements ImageConsumer {

    @Override
    public void accept(int first, int count, ByteBuffer images) {
        int from = place(first);
        int wanted = place(first + count) - from;
        if (wanted == count) {
            receiver.accept(from, count, images);
        } else if (wanted > 0) {
            ByteBuffer some = ByteBuffer.allocateDirect(wanted * bytes);
            for (int i = 0; i < wanted; i++) {
                some.put(i * bytes, images, (items[from + i] - first) * bytes, bytes);
            }
            receiver.accept(from, wanted, some);
        }
    }

    /** How many of the wanted images stand before one. */
    private int place(int image) {
        int found = Arrays.binarySearch(items, image);
        return found >= 0 ? found : -found - 1;
    }
}
