package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
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
 * Turns color into gray with Pillow's 8-bit luma (0.299, 0.587, 0.114). With {@code p=1} the result has one channel
 * (GATCluster, section 4.2); with less, images keep three channels, which are equal in the chosen images (MMDC). Gray
 * images stay unchanged.
 */
@Component
@ProvidesImageOperation(id = "grayscale", summary = "turns color into gray (8-bit luma 0.299 0.587 0.114)")
public final class Grayscale implements ImageOperation, ExportableOperation {

    static final Option<Double> P = Option.number(
            "p", 1, 0, 1, "probability that an image turns gray; 1 leaves one channel, less keeps three (MMDC 0.2)");

    @Override
    public List<Option<?>> options() {
        return List.of(P);
    }

    @Override
    public ImageShape shape(ImageShape image, Settings settings) {
        return settings.get(P) < 1 ? image : new ImageShape(1, image.height(), image.width());
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        double p = settings.get(P);
        if (images.size(1) == 1) {
            return images;
        }
        // wording: the word names the stream of draws, so it is part of the numbers
        return p < 1 ? gray(images, new PerImageRandom(random, images.size(0)).chance("grey", p)) : gray(images);
    }

    @Override
    public Value export(Graph graph, Value images, Settings settings) {
        if (settings.get(P) < 1) {
            throw new RefusedException("grayscale draws images at random with p=%s; a view with p=1 can be exported."
                    .formatted(settings.written(P)));
        }
        return images.shape().get(1) == 1
                ? images
                : PixelRange.toUnit(graph, Luma.export(graph, PixelRange.export(graph, images)));
    }

    /** {@return N×1×H×W, gray} */
    static NDArray gray(NDArray images) {
        return Batch.map(images, view -> PixelRange.toUnit(Luma.of(PixelRange.of(view))));
    }

    /**
     * Turns the chosen images gray and keeps three channels.
     *
     * @param images N×3×H×W
     * @param chosen which of them
     * @return a new batch
     */
    static NDArray gray(NDArray images, boolean[] chosen) {
        float[] weights = new float[chosen.length];
        float[] others = new float[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            weights[i] = chosen[i] ? 1 : 0;
            others[i] = 1 - weights[i];
        }
        Shape perImage = new Shape(chosen.length, 1, 1, 1);
        return Batch.map(images, view -> {
            NDArray gray = PixelRange.toUnit(Luma.of(PixelRange.of(view)));
            return view.mul(view.getManager().create(others, perImage))
                    .addi(gray.muli(view.getManager().create(weights, perImage)));
        });
    }
}
