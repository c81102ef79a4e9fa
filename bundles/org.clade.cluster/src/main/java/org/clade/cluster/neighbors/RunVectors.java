package org.clade.cluster.neighbors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
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

    /** Pixels of an image at most, after it was made smaller. */
    private static final int MOST = 1024;

    /** Pixels on a side of the square that a pixel is compared with. */
    private static final int SQUARE = 5;

    /** Added to the contrast of a square, of levels from 0 to 255, so that noise in plain areas stays small. */
    private static final double LEAST_CONTRAST = 8;

    private static final int AT_ONCE = 1000;

    /**
     * The features of all images.
     *
     * @param keeper holds them
     * @param limit ends the search if that takes too long
     * @return N×D, in the order of the images
     */
    NDArray features(NDManager keeper, SearchLimit limit) {
        int[] order = run.order();
        int atOnce = run.inferenceBatch() * Math.max(1, AT_ONCE / run.inferenceBatch());
        IntConsumer seen = limit.stage(order.length);
        try (NDManager scope = keeper.newSubManager()) {
            NDList parts = new NDList();
            for (int from = 0; from < order.length; from += atOnce) {
                int end = Math.min(order.length, from + atOnce);
                NDArray part = run.look(Arrays.copyOfRange(order, from, end), Set.of(Signal.FEATURES), scope)
                        .get(Signal.FEATURES);
                limit.features(order.length, part.size() / (end - from));
                parts.add(part);
                seen.accept(end);
            }
            NDArray mixed = parts.size() == 1 ? parts.head() : NDArrays.concat(parts);
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
     * The details of all images: gray pixels, each the mean of a square if images are large, minus the mean of the {@value #SQUARE}
     * pixels around in each direction and divided by their standard deviation. Of plain pixels all photographs with a bright sky
     * over dark ground would be alike. The details of vectors are the vectors themselves.
     *
     * @return N×P
     */
    NDArray details(NDManager keeper) {
        ImageShape shape = run.shape();
        int square = 1;
        while ((shape.height() / square) * (shape.width() / square) > MOST) {
            square++;
        }
        List<NDArray> parts = new ArrayList<>();
        for (int from = 0; from < run.images(); from += AT_ONCE) {
            int end = Math.min(run.images(), from + AT_ONCE);
            try (NDManager scope = keeper.newSubManager()) {
                NDArray some = shape.isVector()
                        ? run.pixels(IntStream.range(from, end).toArray(), scope)
                                .reshape(end - from, -1)
                        : details(small(from, end, square, scope)).reshape(end - from, -1);
                some.attach(keeper);
                parts.add(some);
            }
            run.checkStop();
        }
        NDArray all = NDArrays.concat(new NDList(parts), 0);
        all.attach(keeper);
        parts.forEach(NDArray::close);
        return all;
    }

    /** {@return some images in gray, N×1×H×W} */
    private NDArray small(int from, int end, int square, NDManager scope) {
        int rows = run.shape().height() / square;
        int columns = run.shape().width() / square;
        return run.pixels(IntStream.range(from, end).toArray(), scope)
                .toType(DataType.FLOAT32, false)
                .mean(new int[] {1}, true)
                .get(new NDIndex(":, :, :{}, :{}", rows * square, columns * square))
                .reshape(end - from, 1, rows, square, columns, square)
                .mean(new int[] {5})
                .mean(new int[] {3});
    }

    private static NDArray details(NDArray gray) {
        long height = gray.getShape().get(2);
        long width = gray.getShape().get(3);
        if (height <= SQUARE || width <= SQUARE) {
            return gray.sub(gray.mean(new int[] {2}, true).mean(new int[] {3}, true));
        }
        int edge = SQUARE / 2;
        NDArray mean = mean(gray);
        NDArray variance = mean(gray.mul(gray)).sub(mean.mul(mean)).maximum(0);
        return gray.get(new NDIndex(":, :, {}:{}, {}:{}", edge, height - edge, edge, width - edge))
                .sub(mean)
                .div(variance.sqrt().add(LEAST_CONTRAST));
    }

    /** {@return the mean of each square that is whole} */
    private static NDArray mean(NDArray gray) {
        return Pool.avgPool2d(gray, new Shape(SQUARE, SQUARE), new Shape(1, 1), new Shape(0, 0), false, false);
    }
}
