package org.clade.cluster.count;

import java.util.stream.IntStream;

/** The Euclidean distances between all pairs of some points. They take 4 bytes a pair. */
final class DistanceMatrix {

    private final float[][] rows;

    private DistanceMatrix(float[][] rows) {
        this.rows = rows;
    }

    /**
     * Computes the distances.
     *
     * @param points the points, all of one length
     * @return their distances
     */
    static DistanceMatrix of(double[][] points) {
        float[][] rows = new float[points.length][];
        IntStream.range(0, points.length).parallel().forEach(i -> {
            rows[i] = new float[i];
            for (int j = 0; j < i; j++) {
                rows[i][j] = (float) distance(points[i], points[j]);
            }
        });
        return new DistanceMatrix(rows);
    }

    static double distance(double[] a, double[] b) {
        return Math.sqrt(squared(a, b));
    }

    static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            double difference = a[d] - b[d];
            sum += difference * difference;
        }
        return sum;
    }

    int points() {
        return rows.length;
    }

    double at(int i, int j) {
        if (i == j) {
            return 0;
        }
        return i > j ? rows[i][j] : rows[j][i];
    }
}
