package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.clade.augment.host.FixedPointGather;
import org.clade.augment.host.FixedPointMap;
import org.clade.augment.host.HostImages;

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
    private final AffineMap[] maps;
    private boolean pillow;

    /** The parts of the positions, by image and column or row. */
    private record Positions(double[] xByColumn, double[] xByRow, double[] yByColumn, double[] yByRow) {}

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
        this.maps = new AffineMap[images];
    }

    /**
     * Sets the map of an image as Pillow's nearest-neighbor transform computes it: pixel centers at half numbers; sums
     * in floating point for scale and translation only, else in fixed point with 16 binary places. The maps of all
     * images are Pillow's, or all are SciPy's.
     *
     * @param image which
     * @param map from output to input
     */
    void setPillow(int image, AffineMap map) {
        maps[image] = map;
        pillow = true;
    }

    /**
     * Sets the map of an image as SciPy's transform of order 0 computes it: pixel centers at whole numbers, the nearest
     * pixel is {@code floor(position + 0.5)}.
     *
     * @param image which
     * @param map from output to input
     */
    void setScipy(int image, AffineMap map) {
        maps[image] = map;
    }

    /**
     * Copies the pixels.
     *
     * @param source N×C×H×W
     * @param outside the value outside the image
     * @return N×C×height×width, a new batch
     */
    NDArray apply(NDArray source, Outside outside) {
        boolean black = outside == Outside.BLACK;
        if (HostImages.small(source) && Arrays.stream(maps).allMatch(this::fitsFixedPoint)) {
            FixedPointMap[] fixed =
                    Arrays.stream(maps).map(PixelGather::fixedPoint).toArray(FixedPointMap[]::new);
            FixedPointGather gather =
                    new FixedPointGather((int) source.size(2), (int) source.size(3), height, width, black, fixed);
            return HostImages.map(source, height, width, gather);
        }
        return gathered(source, black);
    }

    /** Does the same by tensors. */
    NDArray gathered(NDArray source, boolean black) {
        Positions positions = positions();
        return Batch.map(
                source,
                view -> black
                        ? gathered(view.pad(new Shape(1, 1, 1, 1), 0), positions, 1)
                        : gathered(view, positions, 0));
    }

    /** {@return whether Pillow computes in fixed point, with positions that fit into 32 bits} */
    private boolean fitsFixedPoint(AffineMap map) {
        double x = Math.abs(map.x0()) + Math.abs(map.xx()) * (width + 1) + Math.abs(map.xy()) * (height + 1);
        double y = Math.abs(map.y0()) + Math.abs(map.yx()) * (width + 1) + Math.abs(map.yy()) * (height + 1);
        return pillow && sheared(map) && x < FIXED / 2 - 1 && y < FIXED / 2 - 1;
    }

    private static boolean sheared(AffineMap map) {
        return map.xy() != 0 || map.yx() != 0;
    }

    private static FixedPointMap fixedPoint(AffineMap map) {
        AffineMap fixed = fixed(map);
        return new FixedPointMap(
                (int) fixed.xx(), (int) fixed.xy(), (int) fixed.x0(), (int) fixed.yx(), (int) fixed.yy(), (int)
                        fixed.y0());
    }

    /** {@return the map from the center of the first pixel on, in whole 2^-16} */
    private static AffineMap fixed(AffineMap map) {
        return new AffineMap(
                fixed(map.xx()),
                fixed(map.xy()),
                fixed(map.x0() + map.xx() * 0.5 + map.xy() * 0.5),
                fixed(map.yx()),
                fixed(map.yy()),
                fixed(map.y0() + map.yx() * 0.5 + map.yy() * 0.5));
    }

    private Positions positions() {
        Positions all = new Positions(
                new double[images * width],
                new double[images * height],
                new double[images * width],
                new double[images * height]);
        for (int image = 0; image < images; image++) {
            place(all, image, maps[image]);
        }
        return all;
    }

    private void place(Positions all, int image, AffineMap map) {
        int column = image * width;
        int row = image * height;
        if (!pillow) {
            progress(all.xByColumn(), column, width, 0, map.xx());
            progress(all.yByColumn(), column, width, 0, map.yx());
            progress(all.xByRow(), row, height, map.x0() + 0.5, map.xy());
            progress(all.yByRow(), row, height, map.y0() + 0.5, map.yy());
        } else if (sheared(map)) {
            AffineMap fixed = fixed(map);
            progress(all.xByColumn(), column, width, 0, fixed.xx() / FIXED);
            progress(all.yByColumn(), column, width, 0, fixed.yx() / FIXED);
            progress(all.xByRow(), row, height, fixed.x0() / FIXED, fixed.xy() / FIXED);
            progress(all.yByRow(), row, height, fixed.y0() / FIXED, fixed.yy() / FIXED);
        } else {
            accumulate(all.xByColumn(), column, width, map.x0() + map.xx() * 0.5, map.xx());
            accumulate(all.yByRow(), row, height, map.y0() + map.yy() * 0.5, map.yy());
        }
    }

    private NDArray gathered(NDArray source, Positions positions, int border) {
        long count = source.size(0);
        long channels = source.size(1);
        long rows = source.size(2);
        long columns = source.size(3);
        long pixels = (long) height * width;
        NDManager manager = source.getManager();
        boolean single = fitsSingle(positions.xByColumn(), positions.xByRow(), border)
                && fitsSingle(positions.yByColumn(), positions.yByRow(), border);
        NDArray x = index(manager, positions.xByColumn(), positions.xByRow(), border, columns - 1, single);
        NDArray index = index(manager, positions.yByColumn(), positions.yByRow(), border, rows - 1, single)
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

    /** {@return floor(2^16 number + 0.5); {@link Math#floor} is slow until the second compiler gets to it} */
    private static double fixed(double number) {
        double sum = number * FIXED + 0.5;
        long whole = (long) sum;
        return sum < whole ? whole - 1 : whole;
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
