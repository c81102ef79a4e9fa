package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.function.UnaryOperator;

/** Work on a batch of images in a memory scope of its own: what comes out stays, everything between is freed. */
final class Batch {

    private Batch() {}

    /**
     * Computes a new batch from a batch.
     *
     * @param images left unchanged
     * @param work gets a view of the images that must not be written to; what it creates is freed at the end
     * @return what the work returns, attached where the images are
     */
    static NDArray map(NDArray images, UnaryOperator<NDArray> work) {
        NDManager owner = images.getManager();
        try (NDManager scope = owner.newSubManager()) {
            NDArray result = work.apply(images.get(scope, new NDIndex(":")));
            result.attach(owner);
            return result;
        }
    }

    /**
     * Computes an array from one that is not needed any more, and frees that.
     *
     * @param spent closed at the end, unless the step returns it
     * @param step what to do
     * @return what the step returns
     */
    static NDArray then(NDArray spent, UnaryOperator<NDArray> step) {
        NDArray result = step.apply(spent);
        if (result != spent) {
            spent.close();
        }
        return result;
    }
}
