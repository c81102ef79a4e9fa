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
import org.osgi.service.component.annotations.Component;

/**
 * Adds normal noise to each value of a vector. Its standard deviation is a share of the vector's own root mean square, so that one
 * number serves for features of every scale.
 */
@Component
@ProvidesImageOperation(id = "noise", summary = "adds normal noise to vectors, in proportion to their root mean square")
public final class GaussianNoise implements ImageOperation {

    static final Option<Double> STD = Option.number(
            "std", 0.1, 0, 100, "the standard deviation, as a share of the root mean square of each vector");

    @Override
    public List<Option<?>> options() {
        return List.of(STD);
    }

    @Override
    public boolean accepts(ImageShape image) {
        return image.isVector();
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        float std = settings.get(STD).floatValue();
        Shape shape = images.getShape();
        RandomStream draws = random.derive("noise", random.below(Integer.MAX_VALUE));
        float[] noise = draws.gaussian(Math.toIntExact(shape.size()));
        return Batch.map(images, view -> {
            NDArray scale = view.square().mean(new int[] {1}, true).sqrt().mul(std);
            return view.getManager().create(noise, shape).mul(scale).add(view);
        });
    }
}
