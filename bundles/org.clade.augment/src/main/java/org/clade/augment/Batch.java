package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.function.UnaryOperator;

/** Work on a batch of images in a separate memory scope: the result stays, intermediate arrays are freed. */
public final class Batch {

    private Batch() {}

    /**
     * Computes a new batch from a batch.
     *
     * @param images left unchanged
     * @param work gets a read-only view of the images; its arrays are freed at the end
     * @return the result of the work, attached to the manager of the images
     */
    public static NDArray map(NDArray images, UnaryOperator<NDArray> work) {
        NDManager owner = images.getManager();
        try (NDManager scope = owner.newSubManager()) {
            NDArray result = work.apply(images.get(scope, new NDIndex(":")));
            result.attach(owner);
            return result;
        }
    }

    /**
     * Computes an array from one that is no longer needed, and frees that one.
     *
     * @param spent closed at the end, unless the step returns it
     * @param step the computation
     * @return the result of the step
     */
    static NDArray then(NDArray spent, UnaryOperator<NDArray> step) {
        NDArray result = step.apply(spent);
        if (result != spent) {
            spent.close();
        }
        return result;
    }
}
