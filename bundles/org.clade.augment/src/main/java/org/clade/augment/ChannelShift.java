package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;

/**
 * Adds one random number to each channel of each image and clips to the smallest and greatest value of the image, as
 * the image generator of Keras 1 does (DAC, ST-DAC).
 */
@Component
@ProvidesImageOperation(
        id = "channel-shift",
        summary = "adds a random number to each channel, clipped to the image's own range (Keras 1)")
public final class ChannelShift implements ImageOperation {

    static final Option<Double> AMOUNT =
            Option.number("amount", 0.05, 0, 255, "numbers are drawn from -amount to amount (DAC 0.05; CIFAR 0.1)");

    @Override
    public List<Option<?>> options() {
        return List.of(AMOUNT);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        double amount = settings.get(AMOUNT);
        int channels = Math.toIntExact(images.size(1));
        return shifted(images, new PerImageRandom(random, images.size(0)).uniform("shift", channels, -amount, amount));
    }

    /**
     * Shifts channels.
     *
     * @param images N×C×H×W
     * @param shifts N×C numbers, row-major
     * @return a new batch
     */
    static NDArray shifted(NDArray images, float[] shifts) {
        long count = images.size(0);
        Shape perImage = new Shape(count, 1, 1, 1);
        Shape perChannel = new Shape(count, images.size(1), 1, 1);
        return Batch.map(images, view -> {
            NDArray flat = view.reshape(count, -1);
            NDArray least = flat.min(new int[] {1}, true).reshape(perImage);
            NDArray greatest = flat.max(new int[] {1}, true).reshape(perImage);
            return view.add(view.getManager().create(shifts, perChannel))
                    .maximum(least)
                    .minimum(greatest);
        });
    }
}
