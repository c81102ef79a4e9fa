package org.clade.augment.vector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
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

/**
 * Mixes each vector with a little of another one of the batch, as noise: x' = λ x + (1 - λ) x of the other, λ drawn from {@code least}
 * to 1. Source: Verma et al., Towards Domain-Agnostic Contrastive Learning, ICML 2021, Sec. 3.2 (mixup noise). The targets stay those
 * of the vector.
 */
@Component
@ProvidesImageOperation(id = "mix-up", summary = "mixes each vector with a small share of another one of the batch")
public final class MixUp implements ImageOperation {

    static final Option<Double> LEAST =
            Option.number("least", 0.8, 0.5, 1, "the smallest share of the vector itself; it is drawn from here to 1");

    @Override
    public List<Option<?>> options() {
        return List.of(LEAST);
    }

    @Override
    public boolean accepts(ImageShape image) {
        return image.isVector();
    }

    @Override
    public boolean mixes(Settings settings) {
        return true;
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        int count = Math.toIntExact(images.size(0));
        PerImageRandom draws = new PerImageRandom(random, count);
        float[] own = draws.uniform("share", settings.get(LEAST), 1);
        int[] counts = new int[count];
        Arrays.fill(counts, count);
        long[] partners =
                Arrays.stream(draws.below("partner", counts)).asLongStream().toArray();
        return Batch.map(images, view -> {
            NDArray share = view.getManager().create(own, new Shape(count, 1, 1, 1));
            NDArray others = view.get(new NDIndex("{}", view.getManager().create(partners)));
            return others.add(view.sub(others).mul(share));
        });
    }
}
