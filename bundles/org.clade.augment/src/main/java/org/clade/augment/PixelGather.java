package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Maps every output pixel to the input pixel that it copies, with one map for each image or one for all.
 * A position is the sum of a part that depends on the column and one that depends on the row; its floor is the source
 * pixel.
 */
final class PixelGather {

    /** The value at a position outside the image. */
    enum Outside {
        /** Zero. */
        BLACK,
        /** The nearest pixel of the image. */
        EDGE
    }

    /** Pillow's fixed-point numbers have 16 binary places. */
    private static final double FIXED = 65536;

    private final int images;
    private final int height;
    private final int width;
    private final double[] xByColumn;
    private final double[] xByRow;
    private final double[] yByColumn;
    private final double[] yByRow;

    /**
     * Creates empty maps.
     *
     * @param images how many, or 1 for a common map
     * @param height rows of the output
     * @param width columns of the output
     */
    PixelGather(int images, int height, int width) {
        this.images = images;
        this.height = height;
        this.width = width;
        this.xByColumn = new double[images * width];
        this.yByColumn = new double[images * width];
        this.xByRow = new double[images * height];
        this.yByRow = new double[images * height];
    }

    /**
     * Sets the map of an image as Pillow's nearest-neighbor transform computes it: pixel centers at half numbers; sums
     * in floating point for scale and translation only, else in fixed point with 16 binary places.
     *
     * @param image which
     * @param map from output to input
     */
    void setPillow(int image, AffineMap map) {
        if (map.xy() == 0 && map.yx() == 0) {
            accumulate(xByColumn, image * width, width, map.x0() + map.xx() * 0.5, map.xx());
            accumulate(yByRow, image * height, height, map.y0() + map.yy() * 0.5, map.yy());
        } else {
            double x0 = fixed(map.x0() + map.xx() * 0.5 + map.xy() * 0.5);
            double y0 = fixed(map.y0() + map.yx() * 0.5 + map.yy() * 0.5);
            progress(xByColumn, image * width, width, 0, fixed(map.xx()));
            progress(yByColumn, image * width, width, 0, fixed(map.yx()));
            progress(xByRow, image * height, height, x0, fixed(map.xy()));
            progress(yByRow, image * height, height, y0, fixed(map.yy()));
        }
    }

    /**
     * Sets the map of an image as SciPy's transform of order 0 computes it: pixel centers at whole numbers, the nearest
     * pixel is {@code floor(position + 0.5)}.
     *
     * @param image which
     * @param map from output to input
     */
    void setScipy(int image, AffineMap map) {
        progress(xByColumn, image * width, width, 0, map.xx());
        progress(yByColumn, image * width, width, 0, map.yx());
        progress(xByRow, image * height, height, map.x0() + 0.5, map.xy());
        progress(yByRow, image * height, height, map.y0() + 0.5, map.yy());
    }

    /**
     * Copies the pixels.
     *
     * @param source N×C×H×W
     * @param outside the value outside the image
     * @return N×C×height×width, a new batch
     */
    NDArray apply(NDArray source, Outside outside) {
        return Batch.map(
                source,
                view -> outside == Outside.BLACK ? gathered(view.pad(new Shape(1, 1, 1, 1), 0), 1) : gathered(view, 0));
    }

    private NDArray gathered(NDArray source, int border) {
        long count = source.size(0);
        long channels = source.size(1);
        long rows = source.size(2);
        long columns = source.size(3);
        long pixels = (long) height * width;
        NDManager manager = source.getManager();
        boolean single = fitsSingle(xByColumn, xByRow, border) && fitsSingle(yByColumn, yByRow, border);
        NDArray x = index(manager, xByColumn, xByRow, border, columns - 1, single);
        NDArray index = index(manager, yByColumn, yByRow, border, rows - 1, single)
                .muli((float) columns)
                .addi(x)
                .toType(DataType.INT64, true)
                .reshape(images, 1, pixels)
                .broadcast(new Shape(count, channels, pixels));
        return source.reshape(count, channels, rows * columns).gather(index, 2).reshape(count, channels, height, width);
    }

    /** {@return images × height × width whole numbers from 0 to {@code last}} */
    private NDArray index(NDManager manager, double[] byColumn, double[] byRow, int border, long last, boolean single) {
        NDArray columns = vector(manager, byColumn, 0, single).reshape(images, 1, width);
        NDArray rows = vector(manager, byRow, border, single).reshape(images, height, 1);
        return Batch.then(Batch.then(rows.add(columns), NDArray::floor), sum -> sum.clip(0f, (float) last));
    }

    private static NDArray vector(NDManager manager, double[] numbers, double plus, boolean single) {
        if (!single) {
            double[] sums = new double[numbers.length];
            for (int i = 0; i < sums.length; i++) {
                sums[i] = numbers[i] + plus;
            }
            return manager.create(sums);
        }
        float[] sums = new float[numbers.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = (float) (numbers[i] + plus);
        }
        return manager.create(sums);
    }

    /** {@return whether float32 holds every position without error, as it does for fixed-point ones up to 256 pixels} */
    private static boolean fitsSingle(double[] byColumn, double[] byRow, int border) {
        return greatest(byColumn) + greatest(byRow) + border < FIXED / 256;
    }

    /** {@return the greatest magnitude, or infinity if a number has more than 16 binary places} */
    private static double greatest(double[] numbers) {
        double greatest = 0;
        for (double number : numbers) {
            if (number * FIXED != Math.rint(number * FIXED)) {
                return Double.POSITIVE_INFINITY;
            }
            greatest = Math.max(greatest, Math.abs(number));
        }
        return greatest;
    }

    private static double fixed(double number) {
        return Math.floor(number * FIXED + 0.5) / FIXED;
    }

    private static void progress(double[] numbers, int from, int count, double start, double step) {
        for (int i = 0; i < count; i++) {
            numbers[from + i] = start + step * i;
        }
    }

    /** Keeps only the floors, which are whole numbers. */
    private static void accumulate(double[] numbers, int from, int count, double start, double step) {
        double position = start;
        for (int i = 0; i < count; i++) {
            numbers[from + i] = Math.floor(position);
            position += step;
        }
    }
}
