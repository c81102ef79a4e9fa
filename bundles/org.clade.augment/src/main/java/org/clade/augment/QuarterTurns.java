package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;

/**
 * Makes four images of each: rotated by 0, 90, 180 and 270 degrees counterclockwise, one after the other. The row of a
 * rotated image, modulo 4, is the number of its quarter turns, which the {@code rotation} task learns (MMDC, Sec.
 * III-C). Later operations get four images and draw separately for each.
 */
@Component
@ProvidesImageOperation(
        id = "quarter-turns",
        summary = "four images of each, rotated by 0, 90, 180 and 270 degrees (MMDC's rotation task)")
public final class QuarterTurns implements ImageOperation {

    private static final int TURNS = 4;
    private static final int[] ROWS_TO_COLUMNS = {2, 3};

    @Override
    public int copies(Settings settings) {
        return TURNS;
    }

    @Override
    public ImageShape shape(ImageShape image, Settings settings) {
        if (image.height() != image.width()) {
            throw new RefusedException(
                    "quarter-turns cannot rotate images of %s, because only squares keep their shape; resize or crop them to a square first."
                            .formatted(image));
        }
        return image;
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        Shape shape = images.getShape();
        return Batch.map(images, view -> {
            NDList turned = new NDList(view);
            for (int turns = 1; turns < TURNS; turns++) {
                turned.add(view.rotate90(turns, ROWS_TO_COLUMNS));
            }
            return NDArrays.stack(turned, 1).reshape(TURNS * shape.get(0), shape.get(1), shape.get(2), shape.get(3));
        });
    }
}
