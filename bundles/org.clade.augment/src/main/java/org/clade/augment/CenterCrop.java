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

/** Crops the center of each image and resizes it, bilinear, as Pillow does: MMDC's view for targets and evaluation. */
@Component
@ProvidesImageOperation(id = "center-crop", summary = "crops the center, then resizes (Pillow bilinear)")
public final class CenterCrop implements ImageOperation, ExportableOperation {

    static final Option<Integer> SIZE =
            Option.integer("size", 20, 1, 4096, "rows and columns of the crop, pixels (MMDC: MNIST 24, CIFAR 20)");
    static final Option<Integer> TO =
            Option.integer("to", 0, 0, 4096, "rows and columns that the crop is resized to; 0: no resize");

    @Override
    public List<Option<?>> options() {
        return List.of(SIZE, TO);
    }

    @Override
    public ImageShape shape(ImageShape image, Settings settings) {
        int size = settings.get(SIZE);
        if (size > image.height() || size > image.width()) {
            throw new RefusedException(
                    "center-crop cannot crop size=%s from images of %s; give a size that fits.".formatted(size, image));
        }
        int side = side(settings);
        return new ImageShape(image.channels(), side, side);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        int size = settings.get(SIZE);
        int side = side(settings);
        return Batch.map(images, view -> Resize.resized(cropped(view, size), side, side, Resampling.BILINEAR));
    }

    @Override
    public Value export(Graph graph, Value images, Settings settings) {
        int size = settings.get(SIZE);
        int side = side(settings);
        int top = offset((int) images.shape().get(2), size);
        int left = offset((int) images.shape().get(3), size);
        Value cropped = graph.slice(graph.slice(images, 2, top, top + size), 3, left, left + size);
        return Resize.resized(graph, cropped, side, Resampling.BILINEAR);
    }

    /**
     * Crops the center.
     *
     * @param images N×C×H×W
     * @param size rows and columns wanted
     * @return N×C×size×size, a new array
     */
    static NDArray cropped(NDArray images, int size) {
        int top = offset((int) images.size(2), size);
        int left = offset((int) images.size(3), size);
        return images.get(":, :, %s:%s, %s:%s".formatted(top, top + size, left, left + size))
                .duplicate();
    }

    /** {@return round((whole - size) / 2), a half to the even number, as torchvision rounds} */
    static int offset(int whole, int size) {
        return (int) Math.rint((whole - size) / 2.0);
    }

    private static int side(Settings settings) {
        int to = settings.get(TO);
        return to == 0 ? settings.get(SIZE) : to;
    }
}
