package org.clade.cluster.neighbors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Set;
import java.util.stream.IntStream;
import org.clade.api.data.ImageShape;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.signal.Signal;

/**
 * The images of a run as vectors.
 *
 * @param run the run
 */
record RunVectors(EvaluatedRun run) {

    /** Numbers of an image's pixels at the most. */
    private static final int MOST = 1024;

    private static final int AT_ONCE = 1000;

    /** {@return the features of all images, N×D, in their order} */
    NDArray features(NDManager keeper) {
        int[] order = run.order();
        try (NDManager scope = keeper.newSubManager()) {
            NDArray mixed = run.look(order, Set.of(Signal.FEATURES), scope).get(Signal.FEATURES);
            long[] places = new long[order.length];
            for (int place = 0; place < order.length; place++) {
                places[order[place]] = place;
            }
            NDArray rows = mixed.get(new NDIndex("{}", scope.create(places))).reshape(order.length, -1);
            rows.attach(keeper);
            return rows;
        }
    }

    /**
     * The pixels of all images, each the mean of a square of pixels if images are large. The mean of each channel is taken away, as
     * otherwise all photographs of a blue sky would be alike.
     *
     * @return N×P
     */
    NDArray pixels(NDManager keeper) {
        ImageShape shape = run.shape();
        int square = 1;
        while (shape.channels() * (shape.height() / square) * (shape.width() / square) > MOST) {
            square++;
        }
        int rows = shape.height() / square;
        int columns = shape.width() / square;
        int numbers = shape.channels() * rows * columns;
        NDArray all = keeper.zeros(new Shape(run.images(), numbers), DataType.FLOAT32);
        for (int from = 0; from < run.images(); from += AT_ONCE) {
            int end = Math.min(run.images(), from + AT_ONCE);
            try (NDManager scope = keeper.newSubManager()) {
                NDArray some = run.pixels(IntStream.range(from, end).toArray(), scope)
                        .toType(DataType.FLOAT32, false)
                        .get(new NDIndex(":, :, :{}, :{}", rows * square, columns * square))
                        .reshape(end - from, shape.channels(), rows, square, columns, square)
                        .mean(new int[] {5})
                        .mean(new int[] {3})
                        .reshape(end - from, shape.channels(), rows * columns);
                NDArray contrast = some.sub(some.mean(new int[] {2}, true)).reshape(end - from, numbers);
                all.set(new NDIndex("{}:{}", from, end), contrast);
            }
            run.checkStop();
        }
        return all;
    }
}
