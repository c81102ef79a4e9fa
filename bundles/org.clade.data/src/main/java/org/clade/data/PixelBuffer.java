package org.clade.data;

import java.nio.ByteBuffer;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;

/** The one direct buffer that a set's images are read into; different images may be put by different threads. */
final class PixelBuffer {

    private final ByteBuffer bytes;
    private final int imageBytes;

    private PixelBuffer(ByteBuffer bytes, int imageBytes) {
        this.bytes = bytes;
        this.imageBytes = imageBytes;
    }

    /**
     * Takes the memory.
     *
     * @param name the set's name, for refusals
     * @param images how many images
     * @param shape the shape of each
     * @return the buffer
     * @throws RefusedException where one buffer, or the memory, is too small
     */
    static PixelBuffer allocate(String name, int images, ImageShape shape) {
        long size = (long) images * shape.channels() * shape.height() * shape.width();
        String need = "The %d images of %s take %.1f GB at %s".formatted(images, name, size / 1e9, shape);
        if (size > Integer.MAX_VALUE) {
            throw new RefusedException(
                    need + ", more than the 2.1 GB that are read at once; choose a smaller size, or fewer images.");
        }
        try {
            return new PixelBuffer(ByteBuffer.allocateDirect((int) size), shape.bytes());
        } catch (OutOfMemoryError e) {
            throw new RefusedException(
                    need + ", more than this Java machine may take; choose a smaller size, or fewer images, or start"
                            + " Java with a greater -XX:MaxDirectMemorySize.",
                    e);
        }
    }

    void put(int index, byte[] image) {
        if (image.length != imageBytes) {
            throw new IllegalArgumentException("An image has " + image.length + " bytes instead of " + imageBytes);
        }
        bytes.put(index * imageBytes, image);
    }

    ByteBuffer bytes() {
        return bytes;
    }
}
