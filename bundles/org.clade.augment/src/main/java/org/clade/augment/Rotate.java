package org.clade.augment;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;

/** Rotates each image by its own angle about its center, nearest neighbor, black outside (MMDC on MNIST). */
@Component
@ProvidesImageOperation(id = "rotate", summary = "random rotation, nearest neighbor, black outside (Pillow)")
public final class Rotate implements ImageOperation {

    static final Option<Double> DEGREES =
            Option.number("degrees", 25, 0, 180, "the angle is drawn from -degrees to degrees");

    @Override
    public List<Option<?>> options() {
        return List.of(DEGREES);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        double most = settings.get(DEGREES);
        return turned(images, new PerImageRandom(random, images.size(0)).uniform("rotate", -most, most));
    }

    /**
     * Rotates images.
     *
     * @param images N×C×H×W
     * @param degrees counter-clockwise, one for each image
     * @return a new batch
     */
    static NDArray turned(NDArray images, float[] degrees) {
        int height = Math.toIntExact(images.size(2));
        int width = Math.toIntExact(images.size(3));
        PixelGather pixels = new PixelGather(degrees.length, height, width);
        for (int i = 0; i < degrees.length; i++) {
            pixels.setPillow(i, AffineMap.pillowRotation(degrees[i], width, height));
        }
        return pixels.apply(images, PixelGather.Outside.BLACK);
    }
}
