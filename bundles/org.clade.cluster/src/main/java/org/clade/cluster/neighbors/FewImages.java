package org.clade.cluster.neighbors;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;

/**
 * A few images in memory, in the size that a network takes.
 *
 * @param info what they are
 * @param pixels N×C×H×W bytes
 */
record FewImages(DatasetInfo info, ByteBuffer pixels) implements Dataset {

    /**
     * Images without labels.
     *
     * @param name what they are called in messages
     * @param shape the shape of each
     * @param images C×H×W bytes of each
     * @return the images
     */
    static FewImages of(String name, ImageShape shape, List<byte[]> images) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(images.size() * shape.bytes());
        images.forEach(pixels::put);
        return new FewImages(
                new DatasetInfo(name, name, "images in memory", "all", images.size(), shape, List.of(), false),
                pixels.flip());
    }

    @Override
    public Optional<int[]> labels() {
        return Optional.empty();
    }

    @Override
    public String item(int index) {
        return Integer.toString(index);
    }

    /** {@inheritDoc} They have one size; another one is not asked for. */
    @Override
    public ByteBuffer read(int height, int width, IntConsumer progress) {
        return pixels.duplicate();
    }
}
