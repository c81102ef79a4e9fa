package org.clade.data.image;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;

/** A direct buffer for images; different threads may write different images. */
public final class PixelBuffer {

    private final ByteBuffer bytes;
    private final int imageBytes;

    private PixelBuffer(ByteBuffer bytes, int imageBytes) {
        this.bytes = bytes;
        this.imageBytes = imageBytes;
    }

    /**
     * Reads a whole set into one buffer.
     *
     * @param set the set
     * @param height rows wanted; 0 for the images' own
     * @param width columns wanted; 0 for the images' own
     * @param progress receives the number of images read so far
     * @return the buffer's bytes
     */
    public static ByteBuffer whole(Dataset set, int height, int width, IntConsumer progress) {
        ImageShape shape = set.info().shape().resized(height, width);
        ByteBuffer all = allocate(set.info().name(), set.info().images(), shape).bytes;
        set.readChunks(height, width, (first, count, images) -> {
            all.put(first * shape.bytes(), images, 0, count * shape.bytes());
            progress.accept(first + count);
        });
        return all;
    }

    /**
     * Allocates the memory.
     *
     * @param name the set's name, for messages
     * @param images how many images
     * @param shape the shape of each
     * @return the buffer
     * @throws RefusedException if one buffer, or the memory, is too small
     */
    public static PixelBuffer allocate(String name, int images, ImageShape shape) {
        long size = (long) images * shape.bytes();
        String need =
                String.format(Locale.ROOT, "The %s images of %s take %.1f GB at %s", images, name, size / 1e9, shape);
        if (size > Integer.MAX_VALUE) {
            throw new RefusedException(
                    need + ", more than the 2.1 GB that fit at once; choose a smaller size, or fewer images.");
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

    /** Writes an image to its place. */
    public void put(int index, byte[] image) {
        if (image.length != imageBytes) {
            throw new IllegalArgumentException("An image has " + image.length + " bytes instead of " + imageBytes);
        }
        bytes.put(index * imageBytes, image);
    }

    /** {@return the bytes of all images} */
    public ByteBuffer bytes() {
        return bytes;
    }
}
