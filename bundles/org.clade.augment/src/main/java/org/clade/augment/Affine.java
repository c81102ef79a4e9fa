package org.clade.augment;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.part.Interval;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;

/**
 * Rotates, shifts, zooms and shears each image by its own amounts, nearest neighbor: torchvision's random affine
 * transform on Pillow, as GATCluster uses it (section 4.2).
 */
@Component
@ProvidesImageOperation(
        id = "affine",
        summary = "random rotation, translation, zoom and shear, nearest neighbor (torchvision on Pillow)")
public final class Affine implements ImageOperation {

    enum TurningPoint {
        REFERENCE,
        HALF
    }

    static final Option<Double> ROTATE =
            Option.number("rotate", 10, 0, 180, "degrees; the angle is drawn from -rotate to rotate");
    static final Option<Double> TRANSLATE = Option.number(
            "translate", 0.1, 0, 1, "fraction of width and height; drawn from -translate to translate, whole pixels");
    static final Option<Interval> SCALE = Option.range(
            "scale", new Interval(0.8, 1.2), 0.05, 20, "zoom; above 1 enlarges (GATCluster ImageNet-10: 0.7..1.3)");
    static final Option<Double> SHEAR =
            Option.number("shear", 10, 0, 80, "degrees along the rows; drawn from -shear to shear");
    static final Option<PixelGather.Outside> FILL =
            Option.choice("fill", PixelGather.Outside.BLACK, "the value outside: black, or the nearest pixel");
    static final Option<TurningPoint> CENTER = Option.choice(
            "center",
            TurningPoint.REFERENCE,
            "rotation center: (w/2+0.5, h/2+0.5) as in torchvision up to 0.7, or (w/2, h/2) as in later versions");

    /**
     * The draws for each image.
     *
     * @param degrees angle, clockwise
     * @param right translation in whole pixels
     * @param down translation in whole pixels
     * @param scale zoom
     * @param shear degrees
     */
    record Amounts(float[] degrees, float[] right, float[] down, float[] scale, float[] shear) {}

    @Override
    public List<Option<?>> options() {
        return List.of(ROTATE, TRANSLATE, SCALE, SHEAR, FILL, CENTER);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        return moved(
                images,
                amounts(images, settings, random),
                settings.get(CENTER) == TurningPoint.REFERENCE ? 0.5 : 0,
                settings.get(FILL));
    }

    /** {@return the draws of a batch} */
    static Amounts amounts(NDArray images, Settings settings, RandomStream random) {
        PerImageRandom draws = new PerImageRandom(random, images.size(0));
        double rotate = settings.get(ROTATE);
        double shear = settings.get(SHEAR);
        double acrossMost = settings.get(TRANSLATE) * images.size(3);
        double downMost = settings.get(TRANSLATE) * images.size(2);
        Interval scale = settings.get(SCALE);
        return new Amounts(
                draws.uniform("rotate", -rotate, rotate),
                whole(draws.uniform("right", -acrossMost, acrossMost)),
                whole(draws.uniform("down", -downMost, downMost)),
                draws.uniform("scale", scale.min(), scale.max()),
                draws.uniform("shear", -shear, shear));
    }

    /**
     * Moves the pixels.
     *
     * @param images N×C×H×W
     * @param amounts the amounts
     * @param beyond the distance of the rotation center from the middle, in pixels
     * @param outside the value outside the image
     * @return a new batch
     */
    static NDArray moved(NDArray images, Amounts amounts, double beyond, PixelGather.Outside outside) {
        int height = Math.toIntExact(images.size(2));
        int width = Math.toIntExact(images.size(3));
        PixelGather pixels = new PixelGather(amounts.degrees().length, height, width);
        for (int i = 0; i < amounts.degrees().length; i++) {
            pixels.setPillow(
                    i,
                    AffineMap.torchvision(
                            amounts.degrees()[i],
                            amounts.right()[i],
                            amounts.down()[i],
                            amounts.scale()[i],
                            amounts.shear()[i],
                            width / 2.0 + beyond,
                            height / 2.0 + beyond));
        }
        return pixels.apply(images, outside);
    }

    private static float[] whole(float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) Math.rint(numbers[i]);
        }
        return numbers;
    }
}
