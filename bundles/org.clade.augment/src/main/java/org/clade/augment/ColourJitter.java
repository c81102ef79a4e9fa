package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;

/**
 * Changes brightness, contrast, saturation and hue of each image by amounts of its own, in an order of its own:
 * torchvision's colour jitter on Pillow's 8-bit images (GATCluster, MMDC). What is set to 0 is left out; saturation and
 * hue leave grey images as they are.
 */
@Component
@ProvidesImageOperation(
        id = "jitter",
        summary = "random brightness, contrast, saturation and hue in random order (torchvision on Pillow)")
public final class ColourJitter implements ImageOperation {

    private static final Option BRIGHTNESS = Option.number(
            "brightness",
            0.3,
            0,
            1,
            "the factor is drawn from 1-brightness to 1+brightness (GATCluster 0.3, MMDC 0.4)");
    private static final Option CONTRAST = Option.number(
            "contrast", 0.3, 0, 1, "the factor is drawn from 1-contrast to 1+contrast (GATCluster 0.3, MMDC 0.4)");
    private static final Option SATURATION = Option.number(
            "saturation", 0, 0, 1, "the factor is drawn from 1-saturation to 1+saturation (GATCluster 0, MMDC 0.4)");
    private static final Option HUE = Option.number(
            "hue", 0.2, 0, 0.5, "fraction of the circle; drawn from -hue to hue (GATCluster 0.2, MMDC 0.125)");

    /** One way to change an image. All but the hue blend it with a degenerate image. */
    enum Change {
        /** Blends with black. */
        BRIGHTNESS(ColourJitter.BRIGHTNESS),
        /** Blends with the image's mean grey. */
        CONTRAST(ColourJitter.CONTRAST),
        /** Blends with the grey image. */
        SATURATION(ColourJitter.SATURATION),
        /** Turns the hue. */
        HUE(ColourJitter.HUE);

        private final Option option;

        Change(Option option) {
            this.option = option;
        }

        private float[] draw(Draws draws, double most) {
            return this == HUE
                    ? draws.uniform(option.name(), -most, most)
                    : draws.uniform(option.name(), 1 - most, 1 + most);
        }
    }

    /**
     * What is drawn for each image.
     *
     * @param orders for each image the changes, first to last; as many for every image
     * @param amounts by change, for each image the factor, or the fraction of the circle
     */
    record Amounts(List<List<Change>> orders, Map<Change, float[]> amounts) {

        private Amounts without(Change... changes) {
            List<Change> left = Arrays.asList(changes);
            return new Amounts(
                    orders.stream()
                            .map(order -> order.stream()
                                    .filter(change -> !left.contains(change))
                                    .toList())
                            .toList(),
                    amounts);
        }

        private int rounds() {
            return orders.isEmpty() ? 0 : orders.get(0).size();
        }

        /** {@return the images that are changed so in a round} */
        private int[] chosen(Change change, int round) {
            List<Integer> chosen = new ArrayList<>();
            for (int i = 0; i < orders.size(); i++) {
                if (orders.get(i).get(round) == change) {
                    chosen.add(i);
                }
            }
            return chosen.stream().mapToInt(Integer::intValue).toArray();
        }

        /** {@return for each image a given number where it is chosen, another where it is not} */
        private static float[] where(int images, int[] chosen, float yes) {
            float[] numbers = new float[images];
            for (int image : chosen) {
                numbers[image] = yes;
            }
            return numbers;
        }
    }

    @Override
    public List<Option> options() {
        return List.of(BRIGHTNESS, CONTRAST, SATURATION, HUE);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        return changed(images, amounts(images, settings, random));
    }

    /** {@return the draws of a batch} */
    static Amounts amounts(NDArray images, Settings settings, RandomStream random) {
        Draws draws = new Draws(random, images.size(0));
        List<Change> changes = new ArrayList<>();
        Map<Change, float[]> amounts = new EnumMap<>(Change.class);
        for (Change change : Change.values()) {
            double most = settings.number(change.option.name());
            if (most > 0) {
                changes.add(change);
                amounts.put(change, change.draw(draws, most));
            }
        }
        List<List<Change>> orders = Arrays.stream(draws.orders("order", changes.size()))
                .map(order -> Arrays.stream(order).mapToObj(changes::get).toList())
                .toList();
        return new Amounts(orders, amounts);
    }

    /**
     * Changes images. In each round every image gets the change that is next for it.
     *
     * @param images N×C×H×W
     * @param drawn by how much, in which order
     * @return a new batch
     */
    static NDArray changed(NDArray images, Amounts drawn) {
        Amounts amounts = images.size(1) == 1 ? drawn.without(Change.SATURATION, Change.HUE) : drawn;
        if (amounts.rounds() == 0) {
            return images;
        }
        return Batch.map(images, view -> {
            NDArray levels = Levels.of(view);
            for (int round = 0; round < amounts.rounds(); round++) {
                int now = round;
                levels = Batch.then(levels, before -> Batch.map(before, batch -> changed(batch, amounts, now)));
            }
            return Levels.toUnit(levels);
        });
    }

    private static NDArray changed(NDArray levels, Amounts amounts, int round) {
        int[] turned = amounts.chosen(Change.HUE, round);
        if (turned.length == 0) {
            return blended(levels, amounts, round);
        }
        float[] hues = amounts.amounts().get(Change.HUE);
        int[] steps =
                Arrays.stream(turned).map(image -> HueShift.steps(hues[image])).toArray();
        if (turned.length == levels.size(0)) {
            return HueShift.shifted(levels, steps);
        }
        NDArray blended = blended(levels, amounts, round);
        NDArray which = levels.getManager().create(turned);
        NDArray shifted = HueShift.shifted(levels.get(which), steps);
        blended.set(new NDIndex("{}", which), shifted);
        return blended;
    }

    /** Pillow's blend of a degenerate image d with an image x, trunc(d + factor (x - d)); factor 1 changes nothing. */
    private static NDArray blended(NDArray levels, Amounts amounts, int round) {
        int count = Math.toIntExact(levels.size(0));
        float[] factors = new float[count];
        Arrays.fill(factors, 1);
        for (Change change : List.of(Change.BRIGHTNESS, Change.CONTRAST, Change.SATURATION)) {
            for (int image : amounts.chosen(change, round)) {
                factors[image] = amounts.amounts().get(change)[image];
            }
        }
        Shape perImage = new Shape(count, 1, 1, 1);
        NDArray factor = levels.getManager().create(factors, perImage);
        int[] contrasted = amounts.chosen(Change.CONTRAST, round);
        int[] saturated = amounts.chosen(Change.SATURATION, round);
        NDArray mixed;
        if (contrasted.length + saturated.length == 0) {
            mixed = levels.mul(factor);
        } else {
            NDArray grey = Luma.of(levels);
            NDArray degenerate = grey.reshape(count, -1)
                    .mean(new int[] {1}, true)
                    .addi(0.5f)
                    .floor()
                    .reshape(perImage)
                    .muli(levels.getManager().create(Amounts.where(count, contrasted, 1), perImage));
            if (saturated.length > 0) {
                degenerate = grey.muli(levels.getManager().create(Amounts.where(count, saturated, 1), perImage))
                        .addi(degenerate);
            }
            mixed = levels.sub(degenerate).muli(factor).addi(degenerate);
        }
        return Batch.then(Batch.then(mixed, Levels::clipped), NDArray::floor);
    }
}
