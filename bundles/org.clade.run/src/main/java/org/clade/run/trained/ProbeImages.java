package org.clade.run.trained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.clade.run.inference.Inference;
import org.clade.run.support.ArrayRows;

/**
 * Images for training or scoring a linear classifier.
 *
 * @param source predicts on them
 * @param features the features of the clean view of all images of the source, N×F in main memory
 * @param rows the selected images
 */
record ProbeImages(Inference source, NDArray features, int[] rows) {

    /** {@return the number of images} */
    int size() {
        return rows.length;
    }

    /** {@return some of these images, by position} */
    int[] rows(int[] positions) {
        return Arrays.stream(positions).map(position -> rows[position]).toArray();
    }

    /** {@return the class of each of some rows} */
    int[] labels(int[] some) {
        int[] classes = source.run().images().labels().orElseThrow();
        return Arrays.stream(some).map(row -> classes[row]).toArray();
    }

    /**
     * The features of the clean view.
     *
     * @param some rows
     * @param scope holds the result; its device receives it
     * @return one row per image
     */
    NDArray clean(int[] some, NDManager scope) {
        return ArrayRows.pick(features, some, scope);
    }
}
