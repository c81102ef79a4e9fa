package org.clade.kmeans;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Points to group, in blocks: as rows in float64, with which distances are computed, and as columns in float32 for estimates of many
 * distances at once. Loops over columns are what the compiler turns into vector instructions.
 */
public final class Points {

    /** The number of points in a block, so small that estimates of their distances to several centers stay in the first cache. */
    static final int BLOCK = 1024;

    private final int count;
    private final int dimensions;
    private final double[][] rows;
    private final float[][][] columns;
    private final double[] lengths;

    private Points(int count, int dimensions) {
        this.count = count;
        this.dimensions = dimensions;
        this.rows = new double[(count + BLOCK - 1) / BLOCK][];
        this.columns = new float[rows.length][dimensions][];
        this.lengths = new double[count];
        for (int block = 0; block < rows.length; block++) {
            rows[block] = new double[size(block) * dimensions];
        }
    }

    /** {@return the rows as points} */
    public static Points of(double[][] rows) {
        Points points = new Points(rows.length, rows.length == 0 ? 0 : rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, points.row(i), points.offset(i), points.dimensions);
        }
        return points.finished();
    }

    /**
     * Points in one array.
     *
     * @param rows the points in sequence
     * @param dimensions the size of a point
     * @return the points
     */
    public static Points of(float[] rows, int dimensions) {
        Points points = new Points(rows.length / dimensions, dimensions);
        for (int i = 0; i < points.count; i++) {
            double[] row = points.row(i);
            int offset = points.offset(i);
            for (int d = 0; d < dimensions; d++) {
                row[offset + d] = rows[i * dimensions + d];
            }
        }
        return points.finished();
    }

    private Points finished() {
        for (int block = 0; block < rows.length; block++) {
            for (int d = 0; d < dimensions; d++) {
                float[] column = new float[size(block)];
                for (int i = 0, at = d; i < column.length; i++, at += dimensions) {
                    column[i] = (float) rows[block][at];
                }
                columns[block][d] = column;
            }
        }
        double[] origin = new double[dimensions];
        for (int i = 0; i < count; i++) {
            lengths[i] = Math.sqrt(square(i, origin));
        }
        return this;
    }

    int count() {
        return count;
    }

    int dimensions() {
        return dimensions;
    }

    int blocks() {
        return rows.length;
    }

    /** {@return the number of a block's first point} */
    int first(int block) {
        return block * BLOCK;
    }

    /** {@return the number of points in a block} */
    int size(int block) {
        return Math.min(BLOCK, count - block * BLOCK);
    }

    /** {@return the coordinates of a block's points, rounded: an array for each dimension} */
    float[][] columns(int block) {
        return columns[block];
    }

    /** {@return the array that holds a point} */
    double[] row(int index) {
        return rows[index / BLOCK];
    }

    /** {@return where a point begins in its array} */
    int offset(int index) {
        return index % BLOCK * dimensions;
    }

    /** {@return the distance of a point from the origin} */
    double length(int index) {
        return lengths[index];
    }

    /** {@return a copy of a point} */
    double[] point(int index) {
        return Arrays.copyOfRange(row(index), offset(index), offset(index) + dimensions);
    }

    /** {@return the squared distance of a point to a center, summed in the order of the dimensions} */
    double square(int index, double[] center) {
        double[] row = row(index);
        int offset = offset(index);
        double sum = 0;
        for (int d = 0; d < center.length; d++) {
            double difference = row[offset + d] - center[d];
            sum += difference * difference;
        }
        return sum;
    }

    /**
     * Squared distances of some points, each to a center, four at a time: a sum has to wait for its last addition, four do not.
     *
     * @param indices the points
     * @param count how many of them
     * @param centers for each of them the center
     * @param squares receives them, at the numbers of the points
     */
    void squares(int[] indices, int count, double[][] centers, double[] squares) {
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            four(indices, i, centers, squares);
        }
        for (; i < count; i++) {
            squares[indices[i]] = square(indices[i], centers[i]);
        }
    }

    private void four(int[] indices, int i, double[][] centers, double[] squares) {
        double[] rowA = row(indices[i]);
        double[] rowB = row(indices[i + 1]);
        double[] rowC = row(indices[i + 2]);
        double[] rowD = row(indices[i + 3]);
        int atA = offset(indices[i]);
        int atB = offset(indices[i + 1]);
        int atC = offset(indices[i + 2]);
        int atD = offset(indices[i + 3]);
        double[] centerA = centers[i];
        double[] centerB = centers[i + 1];
        double[] centerC = centers[i + 2];
        double[] centerD = centers[i + 3];
        double sumA = 0;
        double sumB = 0;
        double sumC = 0;
        double sumD = 0;
        for (int d = 0; d < dimensions; d++) {
            double inA = rowA[atA + d] - centerA[d];
            double inB = rowB[atB + d] - centerB[d];
            double inC = rowC[atC + d] - centerC[d];
            double inD = rowD[atD + d] - centerD[d];
            sumA += inA * inA;
            sumB += inB * inB;
            sumC += inC * inC;
            sumD += inD * inD;
        }
        squares[indices[i]] = sumA;
        squares[indices[i + 1]] = sumB;
        squares[indices[i + 2]] = sumC;
        squares[indices[i + 3]] = sumD;
    }

    /** {@return the variance of a coordinate, averaged over dimensions} */
    double variance() {
        double sum = 0;
        for (int d = 0; d < dimensions; d++) {
            double mean = 0;
            for (double[] block : rows) {
                for (int at = d; at < block.length; at += dimensions) {
                    mean += block[at] / count;
                }
            }
            for (double[] block : rows) {
                for (int at = d; at < block.length; at += dimensions) {
                    sum += (block[at] - mean) * (block[at] - mean);
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
