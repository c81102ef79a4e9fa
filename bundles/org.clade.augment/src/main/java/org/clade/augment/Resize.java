package org.clade.augment;

import ai.djl.ndarray.NDArray;
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

/** Resizes images to a square as Pillow does, aspect ratio ignored; downscaling is anti-aliased except with nearest. */
@Component
@ProvidesImageOperation(id = "resize", summary = "resizes to a square as Pillow does, downscaling anti-aliased")
public final class Resize implements ImageOperation, ExportableOperation {

    enum ResizeFilter {
        BILINEAR,
        NEAREST,
        BICUBIC
    }

    static final Option<Integer> SIZE =
            Option.integer("size", 96, 1, 4096, "rows and columns of the result, in pixels");
    static final Option<ResizeFilter> FILTER = Option.choice(
            "filter", ResizeFilter.BILINEAR, "the interpolation; all but nearest are anti-aliased when downscaling");

    @Override
    public List<Option<?>> options() {
        return List.of(SIZE, FILTER);
    }

    @Override
    public ImageShape shape(ImageShape image, Settings settings) {
        int size = settings.get(SIZE);
        return new ImageShape(image.channels(), size, size);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        int size = settings.get(SIZE);
        return switch (settings.get(FILTER)) {
            case NEAREST -> nearest(images, size, size);
            case BICUBIC -> resized(images, size, size, Resampling.BICUBIC);
            case BILINEAR -> resized(images, size, size, Resampling.BILINEAR);
        };
    }

    @Override
    public Value export(Graph graph, Value images, Settings settings) {
        int size = settings.get(SIZE);
        return switch (settings.get(FILTER)) {
            case NEAREST -> throw new RefusedException(
                    "resize(filter=nearest) cannot be exported; a view with bilinear or bicubic can.");
            case BICUBIC -> resized(graph, images, size, Resampling.BICUBIC);
            case BILINEAR -> resized(graph, images, size, Resampling.BILINEAR);
        };
    }

    /** Appends {@link #resized(NDArray, int, int, Resampling)} to a square to a graph. */
    static Value resized(Graph graph, Value images, int side, Resampling filter) {
        return images.shape().get(2) == side && images.shape().get(3) == side
                ? images
                : PixelRange.toUnit(graph, filter.export(graph, PixelRange.export(graph, images), side));
    }

    /**
     * Resizes 8-bit images.
     *
     * @param images N×C×H×W, 0 to 1
     * @param height rows wanted
     * @param width columns wanted
     * @param filter the kernel
     * @return a new batch; {@code images} itself if they have that size
     */
    static NDArray resized(NDArray images, int height, int width, Resampling filter) {
        return images.size(2) == height && images.size(3) == width
                ? images
                : Batch.map(images, view -> PixelRange.toUnit(filter.resized(PixelRange.of(view), height, width)));
    }

    /**
     * Resizes images by copying the nearest pixels.
     *
     * @param images N×C×H×W
     * @param height rows wanted
     * @param width columns wanted
     * @return a new batch
     */
    static NDArray nearest(NDArray images, int height, int width) {
        PixelGather pixels = new PixelGather(1, height, width);
        pixels.setPillow(0, AffineMap.stretch((int) images.size(3), (int) images.size(2), width, height));
        return pixels.apply(images, PixelGather.Outside.EDGE);
    }
}
