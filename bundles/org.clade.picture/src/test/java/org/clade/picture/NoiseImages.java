package org.clade.picture;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.random.RandomStream;

/**
 * Noise, the least compressible images there are.
 *
 * @param count how many
 * @param channels 1 or 3
 * @param side pixels
 * @param labeled whether there are labels
 */
public record NoiseImages(int count, int channels, int side, boolean labeled) implements Dataset {

    @Override
    public DatasetInfo info() {
        return new DatasetInfo("noise", "", "", "all", count, new ImageShape(channels, side, side), List.of(), labeled);
    }

    @Override
    public Optional<int[]> labels() {
        return labeled ? Optional.of(IntStream.range(0, count).map(i -> i % 3).toArray()) : Optional.empty();
    }

    @Override
    public String item(int index) {
        return "folder/<img src=x onerror=alert(1)> & \"" + index + "\".png";
    }

    @Override
    public ByteBuffer read(int height, int width, IntConsumer progress) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(count * channels * side * side);
        float[] draws = RandomStream.of(3).uniform(Math.min(1 << 20, buffer.capacity()), 0, 256);
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, (byte) draws[i % draws.length]);
        }
        return buffer;
    }
}
