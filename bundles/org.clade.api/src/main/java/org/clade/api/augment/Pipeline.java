package org.clade.api.augment;

import ai.djl.ndarray.NDArray;
import org.clade.api.data.ImageShape;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;
import org.osgi.annotation.versioning.ProviderType;

/** An ordered list of image operations: one view of the images. */
@ProviderType
public interface Pipeline {

    /**
     * The shape that comes out.
     *
     * @param image the shape that goes in
     * @return the shape after the last operation
     * @throws org.clade.api.part.RefusedException if an operation cannot take such images
     */
    ImageShape shape(ImageShape image);

    /** {@return how many images come out for each image that goes in, one after the other} */
    int copies();

    /**
     * Makes the view.
     *
     * @param images N×C×H×W, 8-bit, or vectors N×d×1×1, float32; left unchanged
     * @param random for this batch alone
     * @return N×C'×H'×W' float32, pixels from 0 to 1 unless normalized, values of vectors as they are; attached to the same manager
     */
    NDArray apply(NDArray images, RandomStream random);

    /**
     * Appends the view to a graph.
     *
     * @param graph gets the operators
     * @param images N×C×H×W float32, 0 to 1: 8-bit images divided by 255
     * @return N×C'×H'×W'
     * @throws RefusedException if an operation draws at random or does not say how it is exported
     */
    default Value export(Graph graph, Value images) {
        throw new RefusedException("This view cannot be exported: it does not say which operators it consists of.");
    }
}
