package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.Arrays;
import java.util.Optional;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.graph.ExportableOperation;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;

/**
 * Replaces an image by its edges: the mean of its channels, cross-correlated with the two 3×3 Sobel kernels, zeros around.
 * The result has two channels, -4 to 4: the decrease in brightness to the right and downwards (MMDC, Table III). Put it
 * last, in {@code augment} and in {@code eval_transform}.
 */
@Component
@ProvidesImageOperation(id = "sobel", summary = "edges to the right and downwards, two channels (Sobel kernels, MMDC)")
public final class Sobel implements ImageOperation, ExportableOperation {

    private static final float[] KERNELS = {1, 0, -1, 2, 0, -2, 1, 0, -1, 1, 2, 1, 0, 0, 0, -1, -2, -1};
    private static final Shape KERNELS_SHAPE = new Shape(2, 1, 3, 3);
    private static final Shape ONE = new Shape(1, 1);

    @Override
    public ImageShape shape(ImageShape image, Settings settings) {
        return new ImageShape(2, image.height(), image.width());
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        float[] shares = new float[Math.toIntExact(images.size(1))];
        Arrays.fill(shares, 1f / shares.length);
        return Batch.map(images, view -> Conv2d.conv2d(
                        Channels.mixed(view, shares),
                        view.getManager().create(KERNELS, KERNELS_SHAPE),
                        null,
                        ONE,
                        ONE,
                        ONE)
                .singletonOrThrow());
    }

    @Override
    public Value export(Graph graph, Value images, Settings settings) {
        float[] shares = new float[Math.toIntExact(images.shape().get(1))];
        Arrays.fill(shares, 1f / shares.length);
        Value kernels = graph.constant(KERNELS, KERNELS_SHAPE);
        return graph.conv2d(Channels.mixed(graph, images, shares), kernels, Optional.empty(), ONE, ONE);
    }
}
