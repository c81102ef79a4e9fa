package org.clade.report.map;

import java.util.Arrays;
import org.clade.api.random.RandomStream;

/**
 * T-SNE (van der Maaten and Hinton 2008): places points in the plane so that what is near stays near. The repulsion of all pairs
 * is computed exactly; the attraction is that of the neighbors that {@link Affinities} counts. One thread computes, so the result
 * depends on the affinities and the random stream alone.
 */
public final class StochasticNeighborEmbedding {

    private static final double EXAGGERATION = 12;
    private static final int EXAGGERATED = 100;
    private static final double EARLY_MOMENTUM = 0.5;
    private static final double MOMENTUM = 0.8;
    private static final double START = 1e-4;
    private static final double GAIN_MORE = 0.2;
    private static final double GAIN_LESS = 0.8;
    private static final double LEAST_GAIN = 0.01;
    private static final double LEAST_RATE = 50;

    private final Affinities affinities;
    private final int n;

    /**
     * An embedding.
     *
     * @param affinities how near the points are to each other
     */
    public StochasticNeighborEmbedding(Affinities affinities) {
        this.affinities = affinities;
        this.n = affinities.points();
    }

    /**
     * Embeds.
     *
     * @param random draws the first places
     * @param steps how many steps of gradient descent
     * @param check called after each step; may throw
     * @return the place of each point, x of all points and then y of all points
     */
    public double[][] embed(RandomStream random, int steps, Runnable check) {
        double[][] places = new double[2][n];
        float[] draws = random.gaussian(2 * n);
        for (int i = 0; i < 2 * n; i++) {
            places[i / Math.max(1, n)][i % Math.max(1, n)] = START * draws[i];
        }
        double[][] velocity = new double[2][n];
        double[][] gains = new double[2][n];
        Arrays.stream(gains).forEach(row -> Arrays.fill(row, 1));
        double rate = Math.max(LEAST_RATE, n / EXAGGERATION / 4);
        for (int step = 0; step < steps; step++) {
            double[][] gradient = gradient(places, step < EXAGGERATED ? EXAGGERATION : 1);
            double momentum = step < EXAGGERATED ? EARLY_MOMENTUM : MOMENTUM;
            for (int axis = 0; axis < 2; axis++) {
                descend(places[axis], velocity[axis], gains[axis], gradient[axis], momentum, rate);
            }
            check.run();
        }
        return places;
    }

    private static void descend(
            double[] places, double[] velocity, double[] gains, double[] gradient, double momentum, double rate) {
        double mean = 0;
        for (int i = 0; i < places.length; i++) {
            boolean same = Math.signum(gradient[i]) == Math.signum(velocity[i]);
            gains[i] = Math.max(LEAST_GAIN, same ? gains[i] * GAIN_LESS : gains[i] + GAIN_MORE);
            velocity[i] = momentum * velocity[i] - rate * gains[i] * gradient[i];
            places[i] += velocity[i];
            mean += places[i] / places.length;
        }
        for (int i = 0; i < places.length; i++) {
            places[i] -= mean;
        }
    }

    /**
     * The gradient of the divergence (2008, Eq. 5).
     *
     * @param places x and y of all points
     * @param exaggeration multiplies the affinities
     * @return the gradient, shaped as the places
     */
    double[][] gradient(double[][] places, double exaggeration) {
        double[] x = places[0];
        double[] y = places[1];
        double[] awayX = new double[n];
        double[] awayY = new double[n];
        double[] rows = new double[n];
        for (int i = 0; i < n; i++) {
            repel(x, y, x[i], y[i], rows, awayX, awayY);
        }
        double total = Arrays.stream(rows).sum() - n;
        double[][] gradient = new double[2][n];
        for (int i = 0; i < n; i++) {
            double towardX = 0;
            double towardY = 0;
            int[] neighbors = affinities.neighbors()[i];
            double[] weights = affinities.weights()[i];
            for (int a = 0; a < neighbors.length; a++) {
                double dx = x[i] - x[neighbors[a]];
                double dy = y[i] - y[neighbors[a]];
                double pull = weights[a] / (1 + dx * dx + dy * dy);
                towardX += pull * dx;
                towardY += pull * dy;
            }
            gradient[0][i] = 4 * (exaggeration * towardX - awayX[i] / total);
            gradient[1][i] = 4 * (exaggeration * towardY - awayY[i] / total);
        }
        return gradient;
    }

    /**
     * Adds the repulsion that one point exerts on each point, itself included: a share of 1 without a direction. Each pair is computed twice,
     * since a loop without sums across points becomes vector instructions.
     */
    private static void repel(
            double[] x, double[] y, double fromX, double fromY, double[] rows, double[] awayX, double[] awayY) {
        for (int j = 0; j < x.length; j++) {
            double dx = fromX - x[j];
            double dy = fromY - y[j];
            double q = 1 / (1 + dx * dx + dy * dy);
            rows[j] += q;
            awayX[j] -= q * q * dx;
            awayY[j] -= q * q * dy;
        }
    }

    /**
     * The divergence that is made small: KL(P‖Q).
     *
     * @param places x and y of all points
     * @return nats
     */
    double divergence(double[][] places) {
        double total = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                total += i == j ? 0 : kernel(places, i, j);
            }
        }
        double divergence = 0;
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < affinities.neighbors()[i].length; a++) {
                double p = affinities.weights()[i][a];
                double q = kernel(places, i, affinities.neighbors()[i][a]) / total;
                divergence += p > 0 ? p * Math.log(p / q) : 0;
            }
        }
        return divergence;
    }

    private static double kernel(double[][] places, int i, int j) {
        double dx = places[0][i] - places[0][j];
        double dy = places[1][i] - places[1][j];
        return 1 / (1 + dx * dx + dy * dy);
    }
}
