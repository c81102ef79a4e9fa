package org.clade.kmeans;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Points to be grouped, kept column by column: distances to a centre are then sums over whole columns, which is fast. */
public final class Points {

    private final int count;
    private final double[][] columns;

    private Points(int count, double[][] columns) {
        this.count = count;
        this.columns = columns;
    }

    /** {@return the points that are the rows} */
    public static Points of(double[][] rows) {
        int dimensions = rows.length == 0 ? 0 : rows[0].length;
        double[][] columns = new double[dimensions][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < dimensions; d++) {
                columns[d][i] = rows[i][d];
            }
        }
        return new Points(rows.length, columns);
    }

    /**
     * Points in one array.
     *
     * @param rows one point after the other
     * @param dimensions numbers of a point
     * @return the points
     */
    public static Points of(float[] rows, int dimensions) {
        int count = rows.length / dimensions;
        double[][] columns = new double[dimensions][count];
        for (int i = 0, at = 0; i < count; i++) {
            for (int d = 0; d < dimensions; d++, at++) {
                columns[d][i] = rows[at];
            }
        }
        return new Points(count, columns);
    }

    int count() {
        return count;
    }

    int dimensions() {
        return columns.length;
    }

    double[] column(int dimension) {
        return columns[dimension];
    }

    /** {@return a copy of a point} */
    double[] point(int index) {
        double[] point = new double[columns.length];
        for (int d = 0; d < point.length; d++) {
            point[d] = columns[d][index];
        }
        return point;
    }

    /**
     * Squared distances of neighbouring points to a centre, summed in the order of the dimensions.
     *
     * @param centre the centre
     * @param from the first point
     * @param size how many
     * @param squares takes them in, from its begin
     */
    void squares(double[] centre, int from, int size, double[] squares) {
        Arrays.fill(squares, 0, size, 0);
        for (int d = 0; d < columns.length; d++) {
            add(columns[d], centre[d], from, size, squares);
        }
    }

    /** A method of its own with a plain loop, so that the compiler makes vector instructions of it. */
    private static void add(double[] column, double centre, int from, int size, double[] squares) {
        for (int i = 0; i < size; i++) {
            double difference = column[from + i] - centre;
            squares[i] += difference * difference;
        }
    }

    /** {@return the variance of a column, averaged over columns} */
    double variance() {
        double sum = 0;
        for (double[] column : columns) {
            double mean = 0;
            for (double value : column) {
                mean += value / count;
            }
            double square = 0;
            for (double value : column) {
                square += (value - mean) * (value - mean);
            }
            sum += square / count;
        }
        return sum / columns.length;
    }

    /** {@return how many points differ, counted up to {@code most}} */
    int distinct(int most) {
        Set<DoubleBuffer> seen = new HashSet<>();
        for (int i = 0; i < count && seen.size() < most; i++) {
            seen.add(DoubleBuffer.wrap(point(i)));
        }
        return seen.size();
    }
}
