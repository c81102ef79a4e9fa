package org.clade.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.clade.api.random.RandomStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tensor formulas against Pillow's arithmetic written out pixel by pixel. */
class PixelsTest {

    private final Pictures pictures = new Pictures();

    @AfterEach
    void close() {
        pictures.close();
    }

    private static int[] levels(NDArray images) {
        float[] values = images.toFloatArray();
        int[] levels = new int[values.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.round(values[i] * 255);
            assertEquals(levels[i] / 255f, values[i], "a value is not a level");
        }
        return levels;
    }

    @Test
    void turnsHuesAsPillowDoesForEveryShift() {
        NDArray images = pictures.random(1, 256, 3, 8, 8);
        float[] turns = new float[256];
        int[] expected = levels(images);
        for (int shift = 0; shift < 256; shift++) {
            turns[shift] = (shift + 0.5f) / 255;
            for (int pixel = 0; pixel < 64; pixel++) {
                int at = shift * 192 + pixel;
                int[] color = turned(new int[] {expected[at], expected[at + 64], expected[at + 128]}, shift);
                expected[at] = color[0];
                expected[at + 64] = color[1];
                expected[at + 128] = color[2];
            }
        }
        NDArray result = ColorJitter.changed(
                images,
                new ColorJitter.Amounts(
                        Collections.nCopies(256, List.of(ColorAdjustment.HUE)), Map.of(ColorAdjustment.HUE, turns)));
        assertArrayEquals(expected, levels(result));
    }

    private static int[] turned(int[] color, int shift) {
        int v = Math.max(color[0], Math.max(color[1], color[2]));
        float range = v - Math.min(color[0], Math.min(color[1], color[2]));
        if (range == 0) {
            return color;
        }
        float r = (v - color[0]) / range;
        float g = (v - color[1]) / range;
        float b = (v - color[2]) / range;
        double sixth = color[0] == v ? b - g : color[1] == v ? 2.0 + r - b : 4.0 + g - r;
        float turn = (float) (((float) sixth / 6.0 + 1.0) % 1.0);
        int hue = ((int) (turn * 255.0) + shift) % 256;
        int saturation = (int) (range / v * 255.0);
        double at = hue * 6.0 / 255.0;
        int sector = (int) at;
        float f = (float) (at - sector);
        float fs = saturation / 255f;
        int p = (int) Math.round(v * (1.0 - fs));
        int q = (int) Math.round(v * (1.0 - fs * f));
        int t = (int) Math.round(v * (1.0 - fs * (1.0 - f)));
        return switch (sector % 6) {
            case 0 -> new int[] {v, t, p};
            case 1 -> new int[] {q, v, p};
            case 2 -> new int[] {p, v, t};
            case 3 -> new int[] {p, q, v};
            case 4 -> new int[] {t, p, v};
            default -> new int[] {v, p, q};
        };
    }

    @Test
    void changesEachImageInItsOwnOrder() {
        NDArray images = pictures.random(2, 24, 3, 9, 7);
        RandomStream random = RandomStream.of(3);
        Map<ColorAdjustment, float[]> amounts = Map.of(
                ColorAdjustment.BRIGHTNESS, random.uniform(24, 0.6, 1.4),
                ColorAdjustment.CONTRAST, random.uniform(24, 0.6, 1.4),
                ColorAdjustment.SATURATION, random.uniform(24, 0.6, 1.4),
                ColorAdjustment.HUE, random.uniform(24, -0.125, 0.125));
        List<List<ColorAdjustment>> orders = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            List<ColorAdjustment> order = new ArrayList<>(List.of(ColorAdjustment.values()));
            Collections.swap(order, 0, i % 4);
            Collections.swap(order, 1, 1 + i % 3);
            Collections.swap(order, 2, 2 + i % 2);
            orders.add(order);
        }
        NDArray together = ColorJitter.changed(images, new ColorJitter.Amounts(orders, amounts));
        for (int i = 0; i < 24; i++) {
            NDArray alone = images.get(i + ":" + (i + 1));
            for (ColorAdjustment change : orders.get(i)) {
                alone = ColorJitter.changed(
                        alone,
                        new ColorJitter.Amounts(
                                List.of(List.of(change)), Map.of(change, new float[] {amounts.get(change)[i]})));
            }
            assertArrayEquals(levels(alone), levels(together.get(i)));
        }
    }

    @Test
    void leavesHueAndSaturationOfGrayImagesAlone() {
        NDArray gray = pictures.random(4, 5, 1, 8, 8);
        ColorJitter jitter = new ColorJitter();
        assertSame(gray, Pictures.apply(jitter, "brightness=0, contrast=0, saturation=0.4", gray, RandomStream.of(1)));
        NDArray color = gray.repeat(1, 3);
        NDArray result = Pictures.apply(jitter, "saturation=0.4", color, RandomStream.of(1));
        NDArray expected = Pictures.apply(jitter, "saturation=0.4", gray, RandomStream.of(1));
        for (int channel = 0; channel < 3; channel++) {
            assertArrayEquals(levels(expected), levels(result.get(":, %s:%s".formatted(channel, channel + 1))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7, 0, 0, 1.1, 9",
        "45, 0, 0, 1, 45",
        "90, 1, -2, 1, 0",
        "0, 3, -1, 0.5, 0",
        "0, 0, 0, 1, 0",
        "0, 0, 0, 1.3, 20"
    })
    void movesPixelsAsPillowsFixedPointDoes(double angle, double right, double down, double scale, double shear) {
        int height = 20;
        int width = 26;
        NDArray images = pictures.random(5, 1, 1, height, width);
        Affine.Amounts amounts = new Affine.Amounts(
                new float[] {(float) angle},
                new float[] {(float) right},
                new float[] {(float) down},
                new float[] {(float) scale},
                new float[] {(float) shear});
        AffineMap map = AffineMap.torchvision(
                (float) angle, (float) right, (float) down, (float) scale, (float) shear, width / 2.0, height / 2.0);
        int[] source = levels(images);
        int[] expected = new int[source.length];
        boolean plain = map.xy() == 0 && map.yx() == 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int fromX = plain
                        ? (int) Math.floor(map.xx() * (x + 0.5) + map.x0())
                        : fixed(map.x0() + (map.xx() + map.xy()) / 2) + y * fixed(map.xy()) + x * fixed(map.xx()) >> 16;
                int fromY = plain
                        ? (int) Math.floor(map.yy() * (y + 0.5) + map.y0())
                        : fixed(map.y0() + (map.yx() + map.yy()) / 2) + y * fixed(map.yy()) + x * fixed(map.yx()) >> 16;
                boolean inside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height;
                expected[y * width + x] = inside ? source[fromY * width + fromX] : 0;
            }
        }
        assertArrayEquals(expected, levels(Affine.moved(images, amounts, 0, PixelGather.Outside.BLACK)));
    }

    private static int fixed(double number) {
        return (int) Math.floor(number * 65536 + 0.5);
    }

    @Test
    void movesLargeImagesExactlyToo() {
        int side = 300;
        NDArray images = pictures.random(6, 1, 1, side, side);
        float[] degrees = {33};
        int[] source = levels(images);
        AffineMap map = AffineMap.pillowRotation(33, side, side);
        int[] expected = new int[source.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int fromX =
                        fixed(map.x0() + (map.xx() + map.xy()) / 2) + y * fixed(map.xy()) + x * fixed(map.xx()) >> 16;
                int fromY =
                        fixed(map.y0() + (map.yx() + map.yy()) / 2) + y * fixed(map.yy()) + x * fixed(map.yx()) >> 16;
                boolean inside = fromX >= 0 && fromX < side && fromY >= 0 && fromY < side;
                expected[y * side + x] = inside ? source[fromY * side + fromX] : 0;
            }
        }
        assertArrayEquals(expected, levels(Rotate.turned(images, degrees)));
    }

    @Test
    void repeatsTheEdgeOutside() {
        NDArray images = pictures.random(7, 1, 3, 6, 6);
        Affine.Amounts amounts =
                new Affine.Amounts(new float[1], new float[] {2}, new float[] {-1}, new float[] {1}, new float[1]);
        NDArray result = Affine.moved(images, amounts, 0.5, PixelGather.Outside.EDGE);
        int[] source = levels(images);
        int[] moved = levels(result);
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < 6; y++) {
                for (int x = 0; x < 6; x++) {
                    int from = channel * 36 + Math.min(5, y + 1) * 6 + Math.max(0, x - 2);
                    assertEquals(source[from], moved[channel * 36 + y * 6 + x]);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"BILINEAR, 13, 31", "BILINEAR, 40, 7", "BICUBIC, 13, 9", "BICUBIC, 33, 27", "BILINEAR, 17, 34"})
    void resamplesAsPillowsIntegersDo(Resampling filter, int height, int width) {
        int from = 17;
        NDArray images = pictures.random(8, 2, 3, from, from);
        int[] source = levels(images);
        double[][] columns = filter.weights(from, width);
        double[][] rows = filter.weights(from, height);
        int planes = 6;
        int[] narrow = new int[planes * from * width];
        for (int line = 0; line < planes * from; line++) {
            for (int x = 0; x < width; x++) {
                long sum = 1 << 21;
                for (int in = 0; in < from; in++) {
                    sum += Math.round(columns[x][in] * (1 << 22)) * source[line * from + in];
                }
                narrow[line * width + x] = (int) Math.max(0, Math.min(255, sum >> 22));
            }
        }
        int[] expected = new int[planes * height * width];
        for (int plane = 0; plane < planes; plane++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    long sum = 1 << 21;
                    for (int in = 0; in < from; in++) {
                        sum += Math.round(rows[y][in] * (1 << 22)) * narrow[(plane * from + in) * width + x];
                    }
                    expected[(plane * height + y) * width + x] = (int) Math.max(0, Math.min(255, sum >> 22));
                }
            }
        }
        NDArray result = Resize.resized(images, height, width, filter);
        assertEquals(new Shape(2, 3, height, width), result.getShape());
        assertArrayEquals(expected, levels(result));
    }

    @Test
    void cropsSeveralSizesAsEachAlone() {
        NDArray images = pictures.random(9, 6, 3, 28, 28);
        Crop.Windows windows = new Crop.Windows(
                new int[] {24, 16, 20, 16, 24, 20}, new int[] {0, 12, 3, 5, 4, 8}, new int[] {4, 0, 8, 11, 1, 0});
        NDArray together = Crop.cropped(images, windows, 32);
        for (int i = 0; i < 6; i++) {
            int size = windows.sizes()[i];
            NDArray cut = images.get("%s:%s, :, %s:%s, %s:%s"
                    .formatted(
                            i,
                            i + 1,
                            windows.top()[i],
                            windows.top()[i] + size,
                            windows.left()[i],
                            windows.left()[i] + size));
            assertArrayEquals(levels(Resize.resized(cut, 32, 32, Resampling.BILINEAR)), levels(together.get(i)));
        }
    }

    @Test
    void clipsShiftedChannelsToTheImagesOwnRange() {
        NDArray images = pictures.manager
                .create(new float[] {0.1f, 0.5f, 0.2f, 0.4f, 0.3f, 0.3f, 0.9f, 0.8f, 0.6f, 0.7f, 0.7f, 0.6f})
                .reshape(2, 3, 1, 2);
        float[] shifts = {0.1f, -0.2f, 0, 0.05f, -0.3f, 0.2f};
        NDArray result = ChannelShift.shifted(images, shifts);
        assertArrayEquals(
                new float[] {0.2f, 0.5f, 0.1f, 0.2f, 0.3f, 0.3f, 0.9f, 0.85f, 0.6f, 0.6f, 0.9f, 0.8f},
                result.toFloatArray(),
                1e-6f);
    }

    @Test
    void sharesNoMemoryWithItsInput() {
        NDArray images = pictures.random(10, 3, 3, 24, 24);
        float[] before = images.toFloatArray();
        for (String options : List.of("24", "20", "20, to=32")) {
            Pictures.apply(new CenterCrop(), options, images, RandomStream.of(1))
                    .muli(0);
            Pictures.apply(new Crop(), options, images, RandomStream.of(1)).muli(0);
        }
        assertArrayEquals(before, images.toFloatArray());
    }
}
