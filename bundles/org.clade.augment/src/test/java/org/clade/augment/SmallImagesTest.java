package org.clade.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.augment.host.HostImages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is computed in Java for small images has the bits that tensors give. */
class SmallImagesTest {

    private static final int COUNT = 40;

    private final Pictures pictures = new Pictures();

    @AfterEach
    void close() {
        pictures.close();
    }

    private static void assertSameBits(NDArray expected, NDArray actual) {
        assertEquals(expected.getShape(), actual.getShape());
        assertArrayEquals(bits(expected), bits(actual));
    }

    private static int[] bits(NDArray array) {
        float[] floats = array.toFloatArray();
        int[] bits = new int[floats.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(floats[i]);
        }
        return bits;
    }

    /** Any maps: pixels are copied from everywhere, and from outside. */
    private static PixelGather maps(int count, int height, int width) {
        RandomStream random = RandomStream.of(3);
        PixelGather pixels = new PixelGather(count, height, width);
        for (int i = 0; i < count; i++) {
            pixels.setPillow(
                    i,
                    AffineMap.torchvision(
                            random.uniform(-180, 180),
                            random.uniform(-9, 9),
                            random.uniform(-9, 9),
                            random.uniform(0.3, 3),
                            random.uniform(-60, 60),
                            width / 2.0,
                            height / 2.0));
        }
        return pixels;
    }

    @ParameterizedTest
    @CsvSource({"1, 28, 28, 28, 28", "3, 32, 36, 20, 41", "1, 1, 5, 7, 3", "1, 64, 64, 64, 64"})
    void copiesPixels(int channels, int rows, int columns, int height, int width) {
        NDArray images = pictures.random(1, COUNT, channels, rows, columns).sub(0.5f);
        assertTrue(HostImages.small(images));
        for (PixelGather.Outside outside : PixelGather.Outside.values()) {
            boolean black = outside == PixelGather.Outside.BLACK;
            PixelGather each = maps(COUNT, height, width);
            assertSameBits(each.gathered(images, black), each.apply(images, outside));
            PixelGather common = maps(1, height, width);
            assertSameBits(common.gathered(images, black), common.apply(images, outside));
        }
    }

    @Test
    void takesMapsThatOverflowFixedPoint() {
        NDArray images = pictures.random(1, 2, 1, 28, 28);
        PixelGather pixels = new PixelGather(2, 28, 28);
        pixels.setPillow(0, new AffineMap(1, 0.5, 70000, 0, 1, 0));
        pixels.setPillow(1, new AffineMap(3000, 0.5, -70000, 0, 1, 0));
        assertSameBits(pixels.gathered(images, false), pixels.apply(images, PixelGather.Outside.EDGE));
    }

    @ParameterizedTest
    @CsvSource({"1, 28, 28, 24+20+16, 32", "3, 32, 36, 32+20+9, 20", "1, 28, 28, 1+2+28, 5", "1, 64, 50, 50+40, 50"})
    void cropsAndResizes(int channels, int rows, int columns, String sizes, int side) {
        NDArray images = pictures.random(2, COUNT, channels, rows, columns);
        assertTrue(HostImages.small(images));
        Settings settings = Settings.of(new Crop(), "sizes=%s, to=%s".formatted(sizes, side));
        Crop.Windows windows = Crop.windows(images, settings.get(Crop.SIZES), RandomStream.of(4));
        assertSameBits(Crop.croppedByTensors(images, windows, side), Crop.cropped(images, windows, side));
    }

    @Test
    void roundsHalfLevelsToEvenOnes() {
        NDArray halves = pictures.manager.arange(256 * 4).div(4f).div(255f).reshape(1, 1, 32, 32);
        Crop.Windows windows = new Crop.Windows(new int[] {24}, new int[] {3}, new int[] {5});
        assertSameBits(Crop.croppedByTensors(halves, windows, 32), Crop.cropped(halves, windows, 32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brightness=0.3, contrast=0.3, hue=0.2",
                "brightness=1, contrast=1, saturation=1",
                "brightness=0, contrast=0.9, hue=0"
            })
    void changesGray(String options) {
        NDArray images = pictures.random(5, COUNT, 1, 28, 28);
        ColorJitter.Amounts amounts =
                ColorJitter.amounts(images, Settings.of(new ColorJitter(), options), RandomStream.of(6));
        NDArray changed = ColorJitter.changed(images, amounts);
        assertNotSame(images, changed);
        assertSameBits(ColorJitter.changedByTensors(images, amounts), changed);
    }

    @Test
    void changesGrayOutsideOfTheRange() {
        NDArray images = pictures.random(7, COUNT, 1, 28, 28).mul(3f).sub(1f);
        ColorJitter.Amounts amounts =
                ColorJitter.amounts(images, Settings.of(new ColorJitter(), ""), RandomStream.of(8));
        assertSameBits(ColorJitter.changedByTensors(images, amounts), ColorJitter.changed(images, amounts));
    }

    /** Gray as three equal channels is changed as color; one channel must give the same. */
    @ParameterizedTest
    @EnumSource(ColorAdjustment.class)
    void changesGrayAsColorThatIsGray(ColorAdjustment change) {
        NDArray gray = pictures.random(9, COUNT, 1, 28, 28);
        float[] factors = change == ColorAdjustment.HUE
                ? RandomStream.of(10).uniform(COUNT, -0.5, 0.5)
                : RandomStream.of(10).uniform(COUNT, 0, 2);
        List<List<ColorAdjustment>> orders = Collections.nCopies(COUNT, List.of(ColorAdjustment.BRIGHTNESS, change));
        float[] brighter = new float[COUNT];
        Arrays.fill(brighter, change == ColorAdjustment.BRIGHTNESS ? factors[0] : 1.2f);
        Map<ColorAdjustment, float[]> amounts = new EnumMap<>(ColorAdjustment.class);
        amounts.put(change, factors);
        amounts.put(ColorAdjustment.BRIGHTNESS, brighter);
        ColorJitter.Amounts both = new ColorJitter.Amounts(orders, amounts);
        NDArray color = ColorJitter.changed(gray.repeat(1, 3), both);
        NDArray one = ColorJitter.changed(gray, both);
        for (int channel = 0; channel < 3; channel++) {
            assertSameBits(one, color.get(":, %s:%s".formatted(channel, channel + 1)));
        }
    }

    @Test
    void hueAndSaturationLeaveGrayAsItIs() {
        NDArray images = pictures.random(11, 3, 1, 28, 28);
        Settings settings = Settings.of(new ColorJitter(), "brightness=0, contrast=0, saturation=1, hue=0.5");
        assertSame(images, new ColorJitter().apply(images, settings, RandomStream.of(12)));
    }

    @Test
    void readsImagesWhoseRowsAreColumnsInMemory() {
        NDArray images = pictures.random(13, COUNT, 1, 28, 20).transpose(0, 1, 3, 2);
        assertSameBits(
                maps(COUNT, 20, 28).apply(images.duplicate(), PixelGather.Outside.BLACK),
                maps(COUNT, 20, 28).apply(images, PixelGather.Outside.BLACK));
    }

    @Test
    void leavesLargeImagesAndOtherTypesToTensors() {
        assertFalse(HostImages.small(pictures.random(14, 1, 3, 64, 64)));
        assertFalse(HostImages.small(pictures.manager.zeros(new Shape(1, 1, 8, 8), DataType.FLOAT64)));
    }
}
