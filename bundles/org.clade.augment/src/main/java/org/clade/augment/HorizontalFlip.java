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

/** Flips images left to right, each with the same probability. */
@Component
@ProvidesImageOperation(id = "horizontal-flip", summary = "flips each image left to right with probability p")
public final class HorizontalFlip implements ImageOperation {

    static final Option<Double> P = Option.number("p", 0.5, 0, 1, "probability that an image is flipped");

    @Override
    public List<Option<?>> options() {
        return List.of(P);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        PerImageRandom draws = new PerImageRandom(random, images.size(0));
        return mirrored(images, draws.chance("flip", settings.get(P)));
    }

    /**
     * Flips the chosen images.
     *
     * @param images N×C×H×W
     * @param chosen which of them
     * @return a new batch
     */
    static NDArray mirrored(NDArray images, boolean[] chosen) {
        int width = Math.toIntExact(images.size(3));
        long[] columns = new long[chosen.length * width];
        for (int i = 0; i < columns.length; i++) {
            int column = i % width;
            columns[i] = chosen[i / width] ? width - 1 - column : column;
        }
        return Batch.map(
                images,
                view -> view.gather(
                        view.getManager()
                                .create(columns, new Shape(chosen.length, 1, 1, width))
                                .broadcast(view.getShape()),
                        3));
    }
}
