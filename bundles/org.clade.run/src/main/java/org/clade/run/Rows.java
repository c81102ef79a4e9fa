package org.clade.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;

/** Gathers rows of arrays. */
final class Rows {

    private Rows() {}

    /**
     * Gathers rows.
     *
     * @param array rows along its first axis
     * @param rows which of them, in the order wanted
     * @param scope holds the result; its device receives it
     * @return the rows
     */
    static NDArray pick(NDArray array, int[] rows, NDManager scope) {
        // int64 on purpose: DJL would convert int32 and leave the conversion with the array's manager.
        try (NDArray positions =
                array.getManager().create(Arrays.stream(rows).asLongStream().toArray())) {
            NDArray picked = array.get(scope, new NDIndex("{}", positions));
            NDArray moved = picked.toDevice(scope.getDevice(), false);
            moved.attach(scope);
            return moved;
        }
    }

    /**
     * Moves an array out of its scope into main memory; where it is there already, it only changes hands.
     *
     * @param array what is to be kept
     * @param host holds the result
     * @return the array in main memory
     */
    static NDArray keep(NDArray array, NDManager host) {
        NDArray moved = array.toDevice(host.getDevice(), false);
        moved.attach(host);
        return moved;
    }
}
