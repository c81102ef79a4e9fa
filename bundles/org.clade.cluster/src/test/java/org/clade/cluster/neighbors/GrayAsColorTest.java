package org.clade.cluster.neighbors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.junit.jupiter.api.Test;

class GrayAsColorTest {

    @Test
    void eachChannelIsTheGrayImage() {
        Dataset colors = new GrayAsColor(new Gray());
        assertEquals("3×1×2", colors.info().shape().toString());
        byte[] pixels = new byte[12];
        colors.read(0, 0, count -> {}).get(pixels);
        assertArrayEquals(new byte[] {1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4}, pixels);
        assertEquals("1", colors.item(1));
    }

    /** Two gray images of two pixels. */
    private static final class Gray implements Dataset {

        @Override
        public DatasetInfo info() {
            return new DatasetInfo(
                    "gray", "two gray images", "made", "all", 2, new ImageShape(1, 1, 2), List.of(), false);
        }

        @Override
        public Optional<int[]> labels() {
            return Optional.empty();
        }

        @Override
        public String item(int index) {
            return Integer.toString(index);
        }

        @Override
        public ByteBuffer read(int height, int width, IntConsumer progress) {
            return ByteBuffer.allocateDirect(4).put(new byte[] {1, 2, 3, 4}).flip();
        }
    }
}
