package org.clade.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.augment.ImageOperation;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The distribution of the random amounts, and their dependencies. */
class PerImageRandomTest {

    private static final int MANY = 20_000;

    private final Pictures pictures = new Pictures();

    @AfterEach
    void close() {
        pictures.close();
    }

    /** As many images as draws; only their shape matters. */
    private NDArray many(int height, int width) {
        return pictures.manager.zeros(new Shape(1, 1, 1, 1)).broadcast(new Shape(MANY, 1, height, width));
    }

    private static void uniform(float[] numbers, double min, double max) {
        double mean = 0;
        double square = 0;
        for (float number : numbers) {
            assertTrue(number >= (float) min && number <= (float) max, number + " is outside " + min + ".." + max);
            mean += number / numbers.length;
        }
        for (float number : numbers) {
            square += (number - mean) * (number - mean) / numbers.length;
        }
        double spread = (max - min) / Math.sqrt(12);
        assertEquals((min + max) / 2, mean, 4 * spread / Math.sqrt(numbers.length));
        assertEquals(spread, Math.sqrt(square), spread * 0.02);
        float[] sorted = numbers.clone();
        Arrays.sort(sorted);
        assertEquals(min, sorted[0], (max - min) * 0.001);
        assertEquals(max, sorted[sorted.length - 1], (max - min) * 0.001);
    }

    @Test
    void jittersFactorsAndHuesEvenlyInEveryOrder() {
        ColorJitter jitter = new ColorJitter();
        Settings settings = Settings.of(jitter, "brightness=0.3, contrast=0.4, saturation=0.2, hue=0.125");
        ColorJitter.Amounts amounts = ColorJitter.amounts(many(2, 2), settings, RandomStream.of(1));
        uniform(amounts.amounts().get(ColorAdjustment.BRIGHTNESS), 0.7, 1.3);
        uniform(amounts.amounts().get(ColorAdjustment.CONTRAST), 0.6, 1.4);
        uniform(amounts.amounts().get(ColorAdjustment.SATURATION), 0.8, 1.2);
        uniform(amounts.amounts().get(ColorAdjustment.HUE), -0.125, 0.125);
        Map<List<ColorAdjustment>, Integer> orders = new HashMap<>();
        amounts.orders().forEach(order -> orders.merge(order, 1, Integer::sum));
        assertEquals(24, orders.size());
        orders.values().forEach(count -> assertEquals(MANY / 24.0, count, 150));
    }

    @Test
    void leavesOutWhatIsSetToZero() {
        ColorJitter jitter = new ColorJitter();
        ColorJitter.Amounts amounts = ColorJitter.amounts(many(2, 2), Settings.of(jitter, ""), RandomStream.of(1));
        assertEquals(
                List.of(ColorAdjustment.BRIGHTNESS, ColorAdjustment.CONTRAST, ColorAdjustment.HUE),
                amounts.orders().get(0).stream().sorted().toList());
        assertEquals(6, amounts.orders().stream().distinct().count());
    }

    @Test
    void movesEvenlyByWholePixels() {
        Affine affine = new Affine();
        Affine.Amounts amounts = Affine.amounts(
                many(40, 100), Settings.of(affine, "rotate=10, translate=0.1, shear=5"), RandomStream.of(2));
        uniform(amounts.degrees(), -10, 10);
        uniform(amounts.scale(), 0.8, 1.2);
        uniform(amounts.shear(), -5, 5);
        assertEquals(21, distinct(amounts.right()).size());
        assertEquals(9, distinct(amounts.down()).size());
        assertTrue(distinct(amounts.right()).stream().allMatch(x -> x == Math.rint(x) && Math.abs(x) <= 10));
        assertTrue(distinct(amounts.down()).stream().allMatch(x -> x == Math.rint(x) && Math.abs(x) <= 4));
    }

    private static List<Float> distinct(float[] numbers) {
        return Stream.iterate(0, i -> i < numbers.length, i -> i + 1)
                .map(i -> numbers[i] + 0f)
                .distinct()
                .toList();
    }

    @Test
    void movesLikeKerasByPartsOfPixels() {
        KerasAffine affine = new KerasAffine();
        KerasAffine.Amounts amounts = KerasAffine.amounts(
                many(28, 56), Settings.of(affine, "rotate=20, shift=0.18, zoom=0.85..1.15"), RandomStream.of(3));
        uniform(amounts.degrees(), -20, 20);
        uniform(amounts.down(), -0.18 * 28, 0.18 * 28);
        uniform(amounts.right(), -0.18 * 56, 0.18 * 56);
        uniform(amounts.zoomRows(), 0.85, 1.15);
        uniform(amounts.zoomColumns(), 0.85, 1.15);
        assertFalse(Arrays.equals(amounts.zoomRows(), amounts.zoomColumns()));
    }

    @Test
    void cropsEverywhereInEverySize() {
        Crop.Windows windows = Crop.windows(many(28, 30), List.of(24, 20, 16), RandomStream.of(4));
        Map<Integer, Integer> sizes = new HashMap<>();
        Map<Integer, Integer> tops = new HashMap<>();
        Map<Integer, Integer> lefts = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            sizes.merge(windows.sizes()[i], 1, Integer::sum);
            if (windows.sizes()[i] == 24) {
                tops.merge(windows.top()[i], 1, Integer::sum);
                lefts.merge(windows.left()[i], 1, Integer::sum);
            }
        }
        assertEquals(Set.of(24, 20, 16), sizes.keySet());
        sizes.values().forEach(count -> assertEquals(MANY / 3.0, count, 300));
        assertEquals(Set.of(0, 1, 2, 3, 4), tops.keySet());
        tops.values().forEach(count -> assertEquals(MANY / 15.0, count, 160));
        assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6), lefts.keySet());
    }

    @Test
    void choosesWithTheGivenProbability() {
        boolean[] chosen = new PerImageRandom(RandomStream.of(5), MANY).chance("flip", 0.2);
        int count = 0;
        for (boolean one : chosen) {
            count += one ? 1 : 0;
        }
        assertEquals(0.2 * MANY, count, 230);
    }

    /** A picture that looks the same in every rotation, so that only the crops differ (MMDC crops each rotation separately). */
    @Test
    void drawsForEachQuarterTurnByItself() {
        NDArray middle = pictures.manager.arange(9f).sub(4).square();
        NDArray ring =
                middle.reshape(1, 1, 9, 1).add(middle.reshape(1, 1, 1, 9)).div(32);
        NDArray turned = Pictures.apply(new QuarterTurns(), "", ring.repeat(0, 10), RandomStream.of(1));
        assertArrayEquals(ring.repeat(0, 40).toFloatArray(), turned.toFloatArray());
        NDArray cropped = Pictures.apply(new Crop(), "6", turned, RandomStream.of(2));
        for (int image = 0; image < 10; image++) {
            NDArray four = cropped.get("%s:%s".formatted(4 * image, 4 * image + 4));
            assertTrue(four.sub(four.get(":1")).abs().max().getFloat() > 0, "image " + image);
        }
    }

    static Stream<Map.Entry<ImageOperation, String>> randomOnes() {
        return Map.of(
                new HorizontalFlip(), "",
                new ColorJitter(), "saturation=0.4",
                new Affine(), "",
                new KerasAffine(), "",
                new Rotate(), "",
                new Grayscale(), "0.5",
                new Crop(), "16+20, to=32",
                new ChannelShift(), "")
                .entrySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("randomOnes")
    void drawsTheSameForAnImageHoweverLargeTheBatch(Map.Entry<ImageOperation, String> operation) {
        NDArray images = pictures.random(1, 30, 3, 24, 24);
        Function<NDArray, NDArray> apply =
                batch -> Pictures.apply(operation.getKey(), operation.getValue(), batch, RandomStream.of(6));
        float[] few = apply.apply(images.get(":7")).toFloatArray();
        float[] all = apply.apply(images).get(":7").toFloatArray();
        assertArrayEquals(few, all);
    }

    @ParameterizedTest
    @MethodSource("randomOnes")
    void drawsAnewForAnotherStreamAndForASecondCall(Map.Entry<ImageOperation, String> operation) {
        NDArray images = pictures.random(1, 30, 3, 24, 24);
        RandomStream stream = RandomStream.of(6);
        Function<RandomStream, float[]> apply =
                random -> Pictures.apply(operation.getKey(), operation.getValue(), images, random)
                        .toFloatArray();
        float[] first = apply.apply(stream);
        assertArrayEquals(first, apply.apply(RandomStream.of(6)));
        assertFalse(Arrays.equals(first, apply.apply(RandomStream.of(7))));
        assertFalse(Arrays.equals(first, apply.apply(stream)));
    }

    @Test
    void treatsEqualImagesOfABatchDifferently() {
        NDArray images = pictures.random(1, 1, 3, 24, 24).repeat(0, 40);
        randomOnes().forEach(operation -> {
            NDArray result = Pictures.apply(operation.getKey(), operation.getValue(), images, RandomStream.of(8));
            int different = Stream.iterate(0, i -> i < 40, i -> i + 1)
                    .map(i -> Arrays.hashCode(result.get(i).toFloatArray()))
                    .collect(Collectors.toSet())
                    .size();
            assertTrue(different >= 2, operation.getKey() + " gave " + different + " different images");
        });
    }
}
