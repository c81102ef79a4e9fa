package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.augment.host.HostImages;
import org.clade.augment.host.LevelTable;
import org.osgi.service.component.annotations.Component;

/**
 * Changes brightness, contrast, saturation and hue of each image by its own amounts and in its own order: torchvision's
 * color jitter on Pillow's 8-bit images (GATCluster, MMDC). Changes set to 0 are left out; saturation and hue do not
 * change gray images.
 */
@Component
@ProvidesImageOperation(
        id = "color-jitter",
        summary = "random brightness, contrast, saturation and hue in random order (torchvision on Pillow)")
public final class ColorJitter implements ImageOperation {

    static final Option<Double> BRIGHTNESS = Option.number(
            "brightness",
            0.3,
            0,
            1,
            "the factor is drawn from 1-brightness to 1+brightness (GATCluster 0.3, MMDC 0.4)");
    static final Option<Double> CONTRAST = Option.number(
            "contrast", 0.3, 0, 1, "the factor is drawn from 1-contrast to 1+contrast (GATCluster 0.3, MMDC 0.4)");
    static final Option<Double> SATURATION = Option.number(
            "saturation", 0, 0, 1, "the factor is drawn from 1-saturation to 1+saturation (GATCluster 0, MMDC 0.4)");
    static final Option<Double> HUE = Option.number(
            "hue", 0.2, 0, 0.5, "fraction of the circle; drawn from -hue to hue (GATCluster 0.2, MMDC 0.125)");

    /**
     * The draws for each image.
     *
     * @param orders for each image the changes, first to last
     * @param amounts by change, for each image the factor, or for the hue the fraction of the circle
     */
    record Amounts(List<List<ColorAdjustment>> orders, Map<ColorAdjustment, float[]> amounts) {

        /** {@return the images by the order of their changes} */
        private Map<List<ColorAdjustment>, int[]> groups(boolean gray) {
            Map<List<ColorAdjustment>, List<Integer>> groups = new LinkedHashMap<>();
            for (int i = 0; i < orders.size(); i++) {
                List<ColorAdjustment> order = orders.get(i).stream()
                        .filter(change -> !(gray && change.ofColors()))
                        .toList();
                groups.computeIfAbsent(order, o -> new ArrayList<>()).add(i);
            }
            Map<List<ColorAdjustment>, int[]> images = new LinkedHashMap<>();
            groups.forEach((order, members) -> images.put(
                    order, members.stream().mapToInt(Integer::intValue).toArray()));
            return images;
        }

        private float[] of(ColorAdjustment change, int[] images) {
            float[] chosen = new float[images.length];
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = amounts.get(change)[images[i]];
            }
            return chosen;
        }
    }

    @Override
    public List<Option<?>> options() {
        return List.of(BRIGHTNESS, CONTRAST, SATURATION, HUE);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        return changed(images, amounts(images, settings, random));
    }

    /** {@return the draws of a batch} */
    static Amounts amounts(NDArray images, Settings settings, RandomStream random) {
        PerImageRandom draws = new PerImageRandom(random, images.size(0));
        Map<ColorAdjustment, float[]> amounts = new EnumMap<>(ColorAdjustment.class);
        draw(amounts, ColorAdjustment.BRIGHTNESS, BRIGHTNESS, 1, settings, draws);
        draw(amounts, ColorAdjustment.CONTRAST, CONTRAST, 1, settings, draws);
        draw(amounts, ColorAdjustment.SATURATION, SATURATION, 1, settings, draws);
        draw(amounts, ColorAdjustment.HUE, HUE, 0, settings, draws);
        List<ColorAdjustment> changes = List.copyOf(amounts.keySet());
        List<List<ColorAdjustment>> orders = Arrays.stream(draws.orders("order", changes.size()))
                .map(order -> Arrays.stream(order).mapToObj(changes::get).toList())
                .toList();
        return new Amounts(orders, amounts);
    }

    private static void draw(
            Map<ColorAdjustment, float[]> amounts,
            ColorAdjustment change,
            Option<Double> option,
            int middle,
            Settings settings,
            PerImageRandom draws) {
        double most = settings.get(option);
        if (most > 0) {
            amounts.put(change, draws.uniform(option.name(), middle - most, middle + most));
        }
    }

    /**
     * Changes images; those with the same order of changes are processed together.
     *
     * @param images N×C×H×W
     * @param amounts the amounts, in which order
     * @return a new batch; {@code images} itself if nothing changes
     */
    static NDArray changed(NDArray images, Amounts amounts) {
        return images.size(1) == 1 && HostImages.small(images)
                ? changedGray(images, amounts)
                : changedByTensors(images, amounts);
    }

    /** Does the same by tensors. */
    static NDArray changedByTensors(NDArray images, Amounts amounts) {
        Map<List<ColorAdjustment>, int[]> groups = amounts.groups(images.size(1) == 1);
        if (groups.keySet().stream().allMatch(List::isEmpty)) {
            return images;
        }
        return Batch.map(images, view -> {
            NDList parts = new NDList();
            int[] places = new int[amounts.orders().size()];
            int placed = 0;
            for (Map.Entry<List<ColorAdjustment>, int[]> group : groups.entrySet()) {
                for (int image : group.getValue()) {
                    places[image] = placed++;
                }
                parts.add(Batch.map(view, all -> changed(all, group.getKey(), group.getValue(), amounts)));
            }
            return parts.size() == 1
                    ? parts.get(0)
                    : NDArrays.concat(parts).get(view.getManager().create(places));
        });
    }

    private static NDArray changedGray(NDArray images, Amounts amounts) {
        if (amounts.amounts().keySet().stream().allMatch(ColorAdjustment::ofColors)) {
            return images;
        }
        LevelTable levels = new LevelTable();
        return HostImages.map(images, images.size(2), images.size(3), (image, from, to) -> {
            levels.read(from);
            for (ColorAdjustment change : amounts.orders().get(image)) {
                change.change(levels, amounts.amounts().get(change)[image]);
            }
            levels.write(to);
        });
    }

    /** {@return the changed images of one group, with one operation per change for any number of images} */
    private static NDArray changed(NDArray all, List<ColorAdjustment> order, int[] which, Amounts amounts) {
        NDArray images =
                which.length == all.size(0) ? all : all.get(all.getManager().create(which));
        NDArray levels = Batch.then(PixelRange.of(images), PixelRange::clipped);
        for (ColorAdjustment change : order) {
            levels = Batch.then(levels, before -> change.apply(before, amounts.of(change, which)));
        }
        return PixelRange.toUnit(levels);
    }
}
