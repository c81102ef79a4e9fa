package org.clade.kmeans;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * PlainPoints to group, in blocks with one array per dimension. Distances to a center are then plain loops over small arrays, which
 * the compiler turns into vector instructions.
 */
final class PlainPoints {

    /** The number of points in a block, so small that their distances to several centers stay in the first cache. */
    private static final int BLOCK = 256;

    /** The number of dimensions added at once. */
    private static final int AT_ONCE = 4;

    private final int count;
    private final int dimensions;
    private final double[][][] blocks;

    private PlainPoints(int count, int dimensions) {
        this.count = count;
        this.dimensions = dimensions;
        this.blocks = new double[(count + BLOCK - 1) / BLOCK][dimensions][];
        for (int block = 0; block < blocks.length; block++) {
            for (int d = 0; d < dimensions; d++) {
                blocks[block][d] = new double[size(block)];
            }
        }
    }

    /** {@return the rows as points} */
    static PlainPoints of(double[][] rows) {
        PlainPoints points = new PlainPoints(rows.length, rows.length == 0 ? 0 : rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < points.dimensions; d++) {
                points.blocks[i / BLOCK][d][i % BLOCK] = rows[i][d];
            }
        }
        return points;
    }

    /**
     * PlainPoints in one array.
     *
     * @param rows the points in sequence
     * @param dimensions the size of a point
     * @return the points
     */
    static PlainPoints of(float[] rows, int dimensions) {
        PlainPoints points = new PlainPoints(rows.length / dimensions, dimensions);
        for (int i = 0, at = 0; i < points.count; i++) {
            for (int d = 0; d < dimensions; d++, at++) {
                points.blocks[i / BLOCK][d][i % BLOCK] = rows[at];
            }
        }
        return points;
    }

    int count() {
        return count;
    }

    int dimensions() {
        return dimensions;
    }

    int blocks() {
        return blocks.length;
    }

    /** {@return the number of a block's first point} */
    int first(int block) {
        return block * BLOCK;
    }

    /** {@return the number of points in a block} */
    int size(int block) {
        return Math.min(BLOCK, count - block * BLOCK);
    }

    /** {@return a coordinate of each of a block's points} */
    double[] column(int block, int dimension) {
        return blocks[block][dimension];
    }

    /** {@return a copy of a point} */
    double[] point(int index) {
        double[] point = new double[dimensions];
        Arrays.setAll(point, d -> blocks[index / BLOCK][d][index % BLOCK]);
        return point;
    }

    /**
     * Squared distances of a block's points to centers, summed in the order of the dimensions.
     *
     * @param centers some centers
     * @param block the block
     * @return for each center, the squared distance of each point
     */
    double[][] squares(double[][] centers, int block) {
        double[][] columns = blocks[block];
        double[][] squares = new double[centers.length][size(block)];
        int d = 0;
        for (; d + AT_ONCE <= dimensions; d += AT_ONCE) {
            for (int k = 0; k < centers.length; k++) {
                add(columns, centers[k], d, squares[k]);
            }
        }
        for (; d < dimensions; d++) {
            for (int k = 0; k < centers.length; k++) {
                add(columns[d], centers[k][d], squares[k]);
            }
        }
        return squares;
    }

    private static void add(double[][] columns, double[] center, int dimension, double[] squares) {
        add(
                columns[dimension],
                columns[dimension + 1],
                columns[dimension + 2],
                columns[dimension + 3],
                center[dimension],
                center[dimension + 1],
                center[dimension + 2],
                center[dimension + 3],
                squares);
    }

    private static void add(
            double[] a,
            double[] b,
            double[] c,
            double[] d,
            double centerA,
            double centerB,
            double centerC,
            double centerD,
            double[] squares) {
        for (int i = 0; i < squares.length; i++) {
            double inA = a[i] - centerA;
            double inB = b[i] - centerB;
            double inC = c[i] - centerC;
            double inD = d[i] - centerD;
            squares[i] = squares[i] + inA * inA + inB * inB + inC * inC + inD * inD;
        }
    }

    private static void add(double[] column, double center, double[] squares) {
        for (int i = 0; i < squares.length; i++) {
            double difference = column[i] - center;
            squares[i] += difference * difference;
        }
    }

    /** {@return the variance of a coordinate, averaged over dimensions} */
    double variance() {
        double sum = 0;
        for (int d = 0; d < dimensions; d++) {
            double mean = 0;
            for (double[][] block : blocks) {
                for (double value : block[d]) {
                    mean += value / count;
                }
            }
            for (double[][] block : blocks) {
                for (double value : block[d]) {
                    sum += (value - mean) * (value - mean);
                }
            }
        }
        return sum / count / dimensions;
    }

    /** {@return the number of different points, at most {@code most}} */
    int distinct(int most) {
        Set<DoubleBuffer> seen = new HashSet<>();
        for (int i = 0; i < count && seen.size() < most; i++) {
            seen.add(DoubleBuffer.wrap(point(i)));
        }
        return seen.size();
    }
}
