package org.clade.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.clade.api.random.RandomStream;
import org.clade.golden.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation against pixels from Pillow, torchvision's formulas and Keras's generator. */
class GoldenTest {

    private final Pictures pictures = new Pictures();

    @AfterEach
    void close() {
        pictures.close();
    }

    private static float[] floats(double... numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    /** A number of each of the cases under {@code params.cases}. */
    private static float[] cases(Golden golden, String name) {
        return floats(IntStream.range(0, golden.size("params.cases"))
                .mapToDouble(i -> golden.number("params.cases." + i + "." + name))
                .toArray());
    }

    private static NDArray changed(NDArray images, List<ColorAdjustment> order, Map<ColorAdjustment, float[]> amounts) {
        List<List<ColorAdjustment>> orders = new ArrayList<>();
        for (int i = 0; i < images.size(0); i++) {
            orders.add(order);
        }
        return ColorJitter.changed(images, new ColorJitter.Amounts(orders, amounts));
    }

    @ParameterizedTest
    @EnumSource(ColorAdjustment.class)
    void changesColors(ColorAdjustment change) {
        Golden golden = Golden.load("aug_" + change.name().toLowerCase(Locale.ROOT));
        float[] factors = floats(golden.numbers("params.factors"));
        NDArray result = changed(pictures.golden(golden, factors.length), List.of(change), Map.of(change, factors));
        for (int i = 0; i < factors.length; i++) {
            pictures.check(golden, "expected.images." + i, 0, result, i);
        }
    }

    @Test
    void stepsHuesAsPillowDoes() {
        Golden golden = Golden.load("aug_hue");
        double[] factors = golden.numbers("params.factors");
        int[] steps = golden.integers("params.hue_shift_8bit");
        for (int i = 0; i < factors.length; i++) {
            assertEquals(steps[i], HueShift.steps((float) factors[i]));
        }
    }

    @Test
    void mirrors() {
        Golden golden = Golden.load("aug_hflip");
        NDArray images = pictures.golden(golden, 2);
        NDArray result = HorizontalFlip.mirrored(images, new boolean[] {false, true});
        pictures.check(golden, "inputs.image", 0, result, 0);
        pictures.check(golden, "expected.image", 0, result, 1);
    }

    @Test
    void turnsGray() {
        Golden golden = Golden.load("aug_gray");
        NDArray images = pictures.golden(golden, 2);
        pictures.check(golden, "expected.gray", 0, Grayscale.gray(images), 1);
        NDArray some = Grayscale.gray(images, new boolean[] {false, true});
        pictures.check(golden, "inputs.image", 0, some, 0);
        for (int channel = 0; channel < 3; channel++) {
            pictures.check(golden, "expected.gray", 0, some.get(":, %s:%s".formatted(channel, channel + 1)), 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"reference, 0.5", "center_w_over_2, 0"})
    void movesWithBlackOutside(String variant, double beyond) {
        Golden golden = Golden.load("aug_affine_black__" + variant);
        Affine.Amounts amounts = new Affine.Amounts(
                cases(golden, "angle"),
                cases(golden, "translate_x"),
                cases(golden, "translate_y"),
                cases(golden, "scale"),
                cases(golden, "shear_x"));
        int count = amounts.degrees().length;
        NDArray result = Affine.moved(pictures.golden(golden, count), amounts, beyond, PixelGather.Outside.BLACK);
        for (int i = 0; i < count; i++) {
            pictures.check(golden, "expected.cases." + i + ".image", 0, result, i);
            AffineMap map = AffineMap.torchvision(
                    amounts.degrees()[i],
                    amounts.right()[i],
                    amounts.down()[i],
                    amounts.scale()[i],
                    amounts.shear()[i],
                    4 + beyond,
                    4 + beyond);
            golden.check(
                    "expected.cases." + i + ".output_to_input",
                    new double[] {map.xx(), map.xy(), map.x0(), map.yx(), map.yy(), map.y0()});
        }
    }

    private KerasAffine.Amounts kerasAmounts(Golden golden) {
        return new KerasAffine.Amounts(
                cases(golden, "degrees"),
                cases(golden, "row_shift"),
                cases(golden, "column_shift"),
                cases(golden, "zoom_rows"),
                cases(golden, "zoom_columns"));
    }

    @Test
    void movesWithTheEdgeRepeated() {
        Golden golden = Golden.load("aug_affine_edge");
        KerasAffine.Amounts amounts = kerasAmounts(golden);
        int count = amounts.degrees().length;
        NDArray result = KerasAffine.moved(
                golden.tensor(pictures.manager, "inputs.image").expandDims(0).repeat(0, count), amounts);
        for (int i = 0; i < count; i++) {
            golden.check("expected.cases." + i + ".image", result.get(i));
            AffineMap map = AffineMap.keras(
                    amounts.degrees()[i],
                    amounts.down()[i],
                    amounts.right()[i],
                    amounts.zoomRows()[i],
                    amounts.zoomColumns()[i],
                    8,
                    8);
            golden.check(
                    "expected.cases." + i + ".output_to_input",
                    new double[] {map.yy(), map.yx(), map.y0(), map.xy(), map.xx(), map.x0()});
        }
    }

    @Test
    void rotates() {
        Golden golden = Golden.load("aug_rotate_black");
        float[] degrees = floats(golden.numbers("params.degrees_counter_clockwise"));
        NDArray result = Rotate.turned(pictures.golden(golden, degrees.length), degrees);
        for (int i = 0; i < degrees.length; i++) {
            pictures.check(golden, "expected.images." + i, 0, result, i);
        }
    }

    @Test
    void rotatesByQuartersAsTheRotationTaskDoes() {
        Golden golden = Golden.load("aug_rot90");
        NDArray result = Rotate.turned(pictures.golden(golden, 3), new float[] {90, 180, 270});
        for (int i = 0; i < 3; i++) {
            pictures.check(golden, "expected.degrees." + 90 * (i + 1), 0, result, i);
        }
    }

    @Test
    void makesFourImagesOfEachTurnedByQuarters() {
        Golden one = Golden.load("aug_rot90");
        NDArray turned = Pictures.apply(new QuarterTurns(), "", pictures.golden(one, 2), RandomStream.of(0));
        assertEquals(8, turned.size(0));
        pictures.check(one, "inputs.image", 0, turned, 4);
        for (int turns = 1; turns < 4; turns++) {
            pictures.check(one, "expected.degrees." + 90 * turns, 0, turned, 4 + turns);
        }
        Golden batch = Golden.load("mmdc_rotation_batch");
        NDArray images = batch.tensor(pictures.manager, "inputs.images").transpose(0, 3, 1, 2);
        NDArray all = Pictures.apply(new QuarterTurns(), "", images, RandomStream.of(0));
        batch.check("expected.batch", all.transpose(0, 2, 3, 1));
    }

    @Test
    void findsEdges() {
        Golden golden = Golden.load("mmdc_sobel");
        NDArray images = golden.tensor(pictures.manager, "inputs.image");
        golden.check("expected.out", Pictures.apply(new Sobel(), "", images, RandomStream.of(0)));
        NDArray gray = images.mean(new int[] {1}, true);
        golden.check("expected.out", Pictures.apply(new Sobel(), "", gray, RandomStream.of(0)));
    }

    @Test
    void cropsAndResizes() {
        Golden golden = Golden.load("aug_crop_resize_20_32");
        int top = (int) golden.number("params.top");
        int left = (int) golden.number("params.left");
        Crop.Windows windows = new Crop.Windows(new int[] {20, 20}, new int[] {0, top}, new int[] {0, left});
        NDArray result = Crop.cropped(pictures.golden(golden, 2), windows, 32);
        pictures.check(golden, "expected.pillow", 0, result, 1);
    }

    @Test
    void cropsTheMiddle() {
        Golden golden = Golden.load("aug_center_crop");
        pictures.check(golden, "expected.crop_20_of_24x24", 0, CenterCrop.cropped(pictures.golden(golden, 1), 20), 0);
        golden.json("expected.offsets").getAsJsonObject().asMap().forEach((title, offset) -> {
            String[] words = title.split(" ");
            assertEquals(offset.getAsInt(), CenterCrop.offset(Integer.parseInt(words[2]), Integer.parseInt(words[0])));
        });
    }

    @Test
    void resizes() {
        Golden down = Golden.load("aug_resize_down");
        NDArray bilinear = Resize.resized(pictures.golden(down, 2), 9, 11, Resampling.BILINEAR);
        pictures.check(down, "expected.pillow", 0, bilinear, 1);

        Golden others = Golden.load("aug_resize_nearest_bicubic");
        NDArray images = pictures.golden(others, 2);
        pictures.check(others, "expected.nearest", 0, Resize.nearest(images, 9, 11), 1);
        pictures.check(others, "expected.bicubic", 0, Resize.resized(images, 9, 11, Resampling.BICUBIC), 1);
    }

    @Test
    void chainsAsInGatCluster() {
        Golden golden = Golden.load("aug_chain_gat");
        NDArray images = HorizontalFlip.mirrored(pictures.golden(golden, 1), new boolean[] {true});
        pictures.check(golden, "expected.stages.hflip", 0, images, 0);
        images = jittered(golden, images);
        pictures.check(golden, "expected.stages.brightness", 0, images, 0);
        Affine.Amounts amounts = new Affine.Amounts(
                floats(golden.number("params.angle")),
                floats(golden.number("params.translate_x")),
                floats(golden.number("params.translate_y")),
                floats(golden.number("params.scale")),
                floats(golden.number("params.shear_x")));
        images = Affine.moved(images, amounts, 0.5, PixelGather.Outside.BLACK);
        pictures.check(golden, "expected.stages.affine", 0, images, 0);
        images = Grayscale.gray(images);
        pictures.check(golden, "expected.stages.gray", 0, images, 0);
        check(golden, "expected.tensor_stl10", 1e-6, images);
        NDArray normalized = Pictures.apply(new Normalize(), "mean=0.449, std=0.226", images, RandomStream.of(0));
        check(golden, "expected.tensor_imagenet10", 1e-6, normalized);
    }

    @Test
    void chainsAsInMmdc() {
        Golden golden = Golden.load("aug_chain_mmdc");
        NDArray images = jittered(golden, pictures.golden(golden, 2));
        pictures.check(golden, "expected.after_jitter", 0, images, 1);
        images = Grayscale.gray(images, new boolean[] {false, true});
        images = HorizontalFlip.mirrored(images, new boolean[] {false, true});
        int size = (int) golden.number("params.crop");
        int top = (int) golden.number("params.crop_top");
        int left = (int) golden.number("params.crop_left");
        Crop.Windows windows = new Crop.Windows(new int[] {size, size}, new int[] {0, top}, new int[] {0, left});
        images = Crop.cropped(images, windows, (int) golden.number("params.out"));
        pictures.check(golden, "expected.image", 0, images, 1);
        check(golden, "expected.tensor", 1e-6, images.get("1, 0"));
    }

    @Test
    void chainsAsInDac() {
        Golden golden = Golden.load("aug_chain_dac");
        KerasAffine.Amounts amounts = new KerasAffine.Amounts(
                floats(golden.number("params.affine.degrees")),
                floats(golden.number("params.affine.row_shift")),
                floats(golden.number("params.affine.column_shift")),
                floats(golden.number("params.affine.zoom_rows")),
                floats(golden.number("params.affine.zoom_columns")));
        NDArray images = KerasAffine.moved(
                golden.tensor(pictures.manager, "inputs.image").expandDims(0), amounts);
        images = ChannelShift.shifted(images, floats(golden.numbers("params.channel_shift")));
        check(golden, "expected.after_shift", 1e-5, images);
        images = HorizontalFlip.mirrored(images, new boolean[] {true});
        images = Pictures.apply(new Rescale(), "0.95", images, RandomStream.of(0));
        check(golden, "expected.image", 1e-5, images);
    }

    private static NDArray jittered(Golden golden, NDArray images) {
        List<ColorAdjustment> order = new ArrayList<>();
        Map<ColorAdjustment, float[]> amounts = new EnumMap<>(ColorAdjustment.class);
        golden.json("params.jitter_order").getAsJsonArray().forEach(name -> {
            ColorAdjustment change = ColorAdjustment.valueOf(name.getAsString().toUpperCase(Locale.ROOT));
            order.add(change);
            float[] same = new float[(int) images.size(0)];
            Arrays.fill(same, (float) golden.number("params." + name.getAsString()));
            amounts.put(change, same);
        });
        return changed(images, order, amounts);
    }

    private static void check(Golden golden, String expected, double tolerance, NDArray actual) {
        float[] values = actual.toFloatArray();
        double[] numbers = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = values[i];
        }
        golden.check(expected, tolerance, tolerance, numbers);
    }

    @Test
    void keepsTheShapeOfChannels() {
        assertEquals(
                new Shape(2, 1, 8, 8),
                Grayscale.gray(pictures.random(1, 2, 3, 8, 8)).getShape());
    }
}
