package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.graph.ExportableOperation;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;

/**
 * Subtracts a mean and divides by a standard deviation, channel by channel. Lists have plus signs between the channels,
 * {@code normalize(mean=0.447+0.440+0.407, std=1)}; one number stands for every channel.
 */
@Component
@ProvidesImageOperation(id = "normalize", summary = "(x - mean) / std, channel by channel")
public final class Normalize implements ImageOperation, ExportableOperation {

    static final Option<List<Double>> MEAN = Option.numbers(
            "mean",
            List.of(0.0),
            -1e6,
            1e6,
            "the number to subtract; one, or one for each channel such as 0.447+0.440+0.407");
    static final Option<List<Double>> STD = Option.numbers(
            "std",
            List.of(1.0),
            0,
            1e6,
            "the divisor, above 0; one number, or one for each channel such as 0.229+0.224+0.225");

    @Override
    public List<Option<?>> options() {
        return List.of(MEAN, STD);
    }

    @Override
    public boolean accepts(ImageShape image) {
        return true;
    }

    @Override
    public ImageShape shape(ImageShape image, Settings settings) {
        perChannel(settings, MEAN, image.channels());
        double[] std = perChannel(settings, STD, image.channels());
        if (Arrays.stream(std).anyMatch(s -> s <= 0)) {
            throw new RefusedException("normalize cannot divide by std=%s; every number must be above 0."
                    .formatted(settings.written(STD)));
        }
        return image;
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        int channels = Math.toIntExact(images.size(1));
        return normalized(images, perChannel(settings, MEAN, channels), perChannel(settings, STD, channels));
    }

    @Override
    public Value export(Graph graph, Value images, Settings settings) {
        int channels = Math.toIntExact(images.shape().get(1));
        Value mean = vector(graph, perChannel(settings, MEAN, channels));
        return graph.div(graph.sub(images, mean), vector(graph, perChannel(settings, STD, channels)));
    }

    /**
     * Normalizes images.
     *
     * @param images N×C×H×W
     * @param mean one for every channel
     * @param std one for every channel
     * @return a new batch
     */
    static NDArray normalized(NDArray images, double[] mean, double[] std) {
        return Batch.map(images, view -> view.sub(vector(view, mean)).divi(vector(view, std)));
    }

    private static NDArray vector(NDArray images, double[] numbers) {
        return images.getManager().create(floats(numbers), new Shape(1, numbers.length, 1, 1));
    }

    private static Value vector(Graph graph, double[] numbers) {
        return graph.constant(floats(numbers), new Shape(1, numbers.length, 1, 1));
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    private static double[] perChannel(Settings settings, Option<List<Double>> option, int channels) {
        double[] numbers =
                settings.get(option).stream().mapToDouble(Double::doubleValue).toArray();
        if (numbers.length == 1) {
            double[] same = new double[channels];
            Arrays.fill(same, numbers[0]);
            return same;
        }
        if (numbers.length != channels) {
            throw new RefusedException("normalize has %s numbers in %s=%s, but images have %s; give one number, or %s."
                    .formatted(numbers.length, option.name(), settings.written(option), channels, channels));
        }
        return numbers;
    }
}
