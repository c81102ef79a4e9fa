package org.clade.augment.vector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
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
import org.clade.augment.Batch;
import org.clade.augment.PerImageRandom;
import org.osgi.service.component.annotations.Component;

/**
 * Takes one of several views that were computed beforehand, such as features of differently cropped images. A vector holds its views
 * one after the other, as {@code --data "features.npy(join=second.npy)"} puts them.
 */
@Component
@ProvidesImageOperation(
        id = "view",
        summary = "takes one of several precomputed views that a vector holds one after the other")
public final class ViewChoice implements ImageOperation, ExportableOperation {

    enum Take {
        RANDOM,
        FIRST,
        MEAN
    }

    static final Option<Integer> COUNT = Option.integer("count", 2, 1, 1000, "how many views a vector holds");
    static final Option<Take> TAKE =
            Option.choice("take", Take.RANDOM, "random for augment; first or mean of all views for eval_transform");

    @Override
    public List<Option<?>> options() {
        return List.of(COUNT, TAKE);
    }

    @Override
    public boolean accepts(ImageShape image) {
        return image.isVector();
    }

    @Override
    public ImageShape shape(ImageShape image, Settings settings) {
        int count = settings.get(COUNT);
        if (image.channels() % count != 0) {
            throw new RefusedException(
                    "view(count=%s) cannot divide vectors of %s values into %s views; give the number of views that the vectors hold."
                            .formatted(count, image.channels(), count));
        }
        return ImageShape.vector(image.channels() / count);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        int views = settings.get(COUNT);
        long count = images.size(0);
        long width = images.size(1) / views;
        int[] bounds = new int[Math.toIntExact(count)];
        Arrays.fill(bounds, views);
        int[] chosen = settings.get(TAKE) == Take.RANDOM
                ? new PerImageRandom(random, count).below("view", bounds)
                : new int[bounds.length];
        return Batch.map(images, view -> {
            if (settings.get(TAKE) == Take.MEAN) {
                return view.reshape(count, views, width).mean(new int[] {1}).reshape(count, width, 1, 1);
            }
            long[] rows = new long[chosen.length];
            Arrays.setAll(rows, i -> (long) i * views + chosen[i]);
            return view.reshape(count * views, width)
                    .get(new NDIndex("{}", view.getManager().create(rows)))
                    .reshape(new Shape(count, width, 1, 1));
        });
    }

    @Override
    public Value export(Graph graph, Value images, Settings settings) {
        int views = settings.get(COUNT);
        long width = images.size() / views;
        return switch (settings.get(TAKE)) {
            case FIRST -> graph.slice(images, 1, 0, width);
            case MEAN -> graph.reshape(graph.mean(graph.reshape(images, views, width), false, 1), width, 1, 1);
            case RANDOM -> throw new RefusedException(
                    "view draws at random with take=random; a view with take=first or take=mean can be exported.");
        };
    }
}
