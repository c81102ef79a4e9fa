package com.example.parts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;

/**
 * Cutout: a black square at a random position of each image. Its center may be any pixel, so part of it may be outside the image.
 *
 * <p>Source: DeVries and Taylor, Improved Regularization of Convolutional Neural Networks with Cutout, 2017; 16 of CIFAR-10's
 * 32 pixels there. Use when the network relies on one detail only.
 */
@Component
@ProvidesImageOperation(id = "cutout", summary = "blackens a square at a random position of each image (Cutout, 2017)")
public final class Cutout implements ImageOperation {

    static final Option<Integer> SIZE = Option.integer("size", 8, 1, 4096, "rows and columns of the square, pixels");

    @Override
    public List<Option<?>> options() {
        return List.of(SIZE);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        int size = settings.get(SIZE);
        int count = Math.toIntExact(images.size(0));
        int height = Math.toIntExact(images.size(2));
        int width = Math.toIntExact(images.size(3));
        float[] rows = within(random.derive("row"), count, height, size);
        float[] columns = within(random.derive("column"), count, width, size);
        NDManager owner = images.getManager();
        try (NDManager scope = owner.newSubManager()) {
            NDArray square = scope.create(rows, new Shape(count, 1, height, 1))
                    .mul(scope.create(columns, new Shape(count, 1, 1, width)));
            NDArray kept = square.neg().add(1);
            NDArray result = kept.mul(images);
            result.attach(owner);
            return result;
        }
    }

    /** Makes one line of pixels per image: 1 near a random pixel, else 0. Each image has its own draw. */
    private static float[] within(RandomStream random, int images, int pixels, int size) {
        float[] line = new float[images * pixels];
        for (int i = 0; i < images; i++) {
            int first = random.below(pixels) - size / 2;
            for (int at = Math.max(first, 0); at < Math.min(first + size, pixels); at++) {
                line[i * pixels + at] = 1;
            }
        }
        return line;
    }
}
