package org.clade.augment.vector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.augment.Batch;
import org.clade.augment.PerImageRandom;
import org.osgi.service.component.annotations.Component;

/** Sets each value of a vector to 0 with probability p, and divides the others by 1 - p, so that the mean stays. */
@Component
@ProvidesImageOperation(
        id = "dropout",
        summary = "sets values of vectors to 0 with probability p, and scales the others")
public final class FeatureDropout implements ImageOperation {

    static final Option<Double> P = Option.number("p", 0.1, 0, 0.99, "the probability that a value becomes 0");

    @Override
    public List<Option<?>> options() {
        return List.of(P);
    }

    @Override
    public boolean accepts(ImageShape image) {
        return image.isVector();
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        double p = settings.get(P);
        Shape shape = images.getShape();
        float[] factors = new PerImageRandom(random, shape.get(0))
                .uniform("dropout", Math.toIntExact(shape.size() / shape.get(0)), 0, 1);
        for (int i = 0; i < factors.length; i++) {
            factors[i] = factors[i] < p ? 0 : (float) (1 / (1 - p));
        }
        return Batch.map(images, view -> view.mul(view.getManager().create(factors, shape)));
    }
}
