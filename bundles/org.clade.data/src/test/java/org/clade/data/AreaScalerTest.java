package org.clade.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.clade.api.data.ImageShape;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;

class AreaScalerTest {

    private final AreaScaler scaler = new AreaScaler();

    @Test
    void shrinksLikePillowToTheLevel() {
        Golden golden = Golden.load("aug_resize_down");
        int height = (int) golden.number("params.out_rows");
        int width = (int) golden.number("params.out_columns");
        int[] image = golden.integers("inputs.image");
        byte[] scaled = scaler.scale(planes(image, 24, 26), new ImageShape(3, 24, 26), height, width);
        golden.check("expected.pillow", 0, 0, interleaved(scaled, height, width));
        golden.check("expected.float_antialias", interleaved(scaled, height, width));
    }

    @Test
    void enlargesLikePillowToTheLevel() {
        Golden golden = Golden.load("aug_crop_resize_20_32");
        int top = (int) golden.number("params.top");
        int left = (int) golden.number("params.left");
        int[] image = golden.integers("inputs.image");
        int[] crop = IntStream.range(0, 20 * 20 * 3)
                .map(i -> image[((top + i / 60) * 26 + left + i / 3 % 20) * 3 + i % 3])
                .toArray();
        byte[] scaled = scaler.scale(planes(crop, 20, 20), new ImageShape(3, 20, 20), 32, 32);
        golden.check("expected.pillow", 0, 0, interleaved(scaled, 32, 32));
    }

    @Test
    void anEvenImageStaysEven() {
        for (int level : new int[] {0, 1, 127, 254, 255}) {
            byte[] image = new byte[13 * 17];
            Arrays.fill(image, (byte) level);
            byte[] expected = new byte[5 * 40];
            Arrays.fill(expected, (byte) level);
            assertArrayEquals(expected, scaler.scale(image, new ImageShape(1, 13, 17), 5, 40));
        }
    }

    @Test
    void ownSizeIsLeftAsItIs() {
        byte[] image = {1, 2, 3, 4};
        assertSame(image, scaler.scale(image, new ImageShape(1, 2, 2), 2, 2));
    }

    @Test
    void onePixelIsTheMeanOfEvenHalves() {
        assertEquals(50, scaler.scale(new byte[] {0, 100, 0, 100}, new ImageShape(1, 2, 2), 1, 1)[0]);
    }

    @Test
    void otherNumbersOfBytesAreErrors() {
        assertThrows(IllegalArgumentException.class, () -> scaler.scale(new byte[5], new ImageShape(1, 2, 2), 1, 1));
    }

    private static byte[] planes(int[] interleaved, int height, int width) {
        byte[] planes = new byte[interleaved.length];
        for (int i = 0; i < interleaved.length; i++) {
            planes[i % 3 * height * width + i / 3] = (byte) interleaved[i];
        }
        return planes;
    }

    private static double[] interleaved(byte[] planes, int height, int width) {
        double[] interleaved = new double[planes.length];
        for (int i = 0; i < planes.length; i++) {
            interleaved[i] = planes[i % 3 * height * width + i / 3] & 0xFF;
        }
        return interleaved;
    }
}
