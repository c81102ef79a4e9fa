package org.clade.cluster.neighbors;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;

/**
 * Gray images with three equal channels, for a network that expects colors.
 *
 * @param gray images of one channel
 */
record GrayAsColor(Dataset gray) implements Dataset {

    private static final int COLORS = 3;

    @Override
    public DatasetInfo info() {
        DatasetInfo of = gray.info();
        return new DatasetInfo(
                of.name(),
                of.title(),
                of.layout(),
                of.protocol(),
                of.images(),
                new ImageShape(COLORS, of.shape().height(), of.shape().width()),
                of.classes(),
                of.labeled());
    }

    @Override
    public Optional<int[]> labels() {
        return gray.labels();
    }

    @Override
    public String item(int index) {
        return gray.item(index);
    }

    @Override
    public ByteBuffer read(int height, int width, IntConsumer progress) {
        ByteBuffer levels = gray.read(height, width, progress);
        int images = gray.info().images();
        byte[] plane = new byte[levels.remaining() / images];
        ByteBuffer colors = ByteBuffer.allocateDirect(COLORS * levels.remaining());
        for (int image = 0; image < images; image++) {
            levels.get(plane);
            for (int channel = 0; channel < COLORS; channel++) {
                colors.put(plane);
            }
        }
        return colors.flip();
    }
}
