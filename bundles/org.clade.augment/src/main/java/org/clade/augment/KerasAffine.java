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
 * Rotates, shifts and zooms each image by its own amounts, nearest neighbor, the edge repeated outside: the random
 * transform of Keras 1's image generator, as DAC and ST-DAC use it. Unlike {@code affine}, rows and columns are zoomed
 * independently, shifts are not rounded to pixels, and a zoom above 1 shows more of the image.
 */
@Component
@ProvidesImageOperation(
        id = "keras-affine",
        summary = "random rotation, shift and zoom of rows and columns, nearest neighbor, edge repeated (Keras 1)")
public final class KerasAffine implements ImageOperation {

    static final Option<Double> ROTATE =
            Option.number("rotate", 10, 0, 180, "degrees; the angle is drawn from -rotate to rotate (CIFAR 20)");
    static final Option<Double> SHIFT = Option.number(
            "shift", 0.1, 0, 1, "fraction of height and width; drawn from -shift to shift, not rounded (CIFAR 0.18)");
    static final Option<Interval> ZOOM = Option.range(
            "zoom",
            new Interval(0.95, 1.05),
            0.05,
            20,
            "drawn for rows and for columns; above 1 shows more of the image (CIFAR 0.85..1.15)");

    /**
     * The draws for each image.
     *
     * @param degrees angle
     * @param down shift of the rows in pixels
     * @param right shift of the columns in pixels
     * @param zoomRows zoom of the rows
     * @param zoomColumns zoom of the columns
     */
    record Amounts(float[] degrees, float[] down, float[] right, float[] zoomRows, float[] zoomColumns) {}

    @Override
    public List<Option<?>> options() {
        return List.of(ROTATE, SHIFT, ZOOM);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        return moved(images, amounts(images, settings, random));
    }

    /** {@return the draws of a batch} */
    static Amounts amounts(NDArray images, Settings settings, RandomStream random) {
        PerImageRandom draws = new PerImageRandom(random, images.size(0));
        double rotate = settings.get(ROTATE);
        double down = settings.get(SHIFT) * images.size(2);
        double right = settings.get(SHIFT) * images.size(3);
        Interval zoom = settings.get(ZOOM);
        return new Amounts(
                draws.uniform("rotate", -rotate, rotate),
                draws.uniform("down", -down, down),
                draws.uniform("right", -right, right),
                draws.uniform("rows", zoom.min(), zoom.max()),
                draws.uniform("columns", zoom.min(), zoom.max()));
    }

    /**
     * Moves the pixels.
     *
     * @param images N×C×H×W
     * @param amounts the amounts
     * @return a new batch
     */
    static NDArray moved(NDArray images, Amounts amounts) {
        int height = Math.toIntExact(images.size(2));
        int width = Math.toIntExact(images.size(3));
        PixelGather pixels = new PixelGather(amounts.degrees().length, height, width);
        for (int i = 0; i < amounts.degrees().length; i++) {
            pixels.setScipy(
                    i,
                    AffineMap.keras(
                            amounts.degrees()[i],
                            amounts.down()[i],
                            amounts.right()[i],
                            amounts.zoomRows()[i],
                            amounts.zoomColumns()[i],
                            width,
                            height));
        }
        return pixels.apply(images, PixelGather.Outside.EDGE);
    }
}
