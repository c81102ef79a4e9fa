package org.clade.report.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.clade.api.random.RandomStream;
import org.junit.jupiter.api.Test;

/** The embedding against its definition. */
class StochasticNeighborEmbeddingTest {

    private static final int POINTS = 60;
    private static final int DIMENSIONS = 8;

    /** Three groups of points, far from each other. */
    private static double[][] points() {
        float[] draws = RandomStream.of(5).gaussian(POINTS * DIMENSIONS);
        double[][] points = new double[POINTS][DIMENSIONS];
        for (int i = 0; i < POINTS; i++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                points[i][d] = draws[i * DIMENSIONS + d] + (d == i % 3 ? 20 : 0);
            }
        }
        return points;
    }

    private static float[] distances(double[][] points, int i) {
        float[] row = new float[points.length];
        for (int j = 0; j < points.length; j++) {
            double sum = 0;
            for (int d = 0; d < DIMENSIONS; d++) {
                sum += (points[i][d] - points[j][d]) * (points[i][d] - points[j][d]);
            }
            row[j] = (float) sum;
        }
        return row;
    }

    private static Affinities affinities(double perplexity) {
        double[][] points = points();
        return Affinities.of(POINTS, perplexity, i -> distances(points, i));
    }

    @Test
    void theEntropyOfEachPointIsThatOfThePerplexity() {
        double[][] points = points();
        for (int i = 0; i < POINTS; i++) {
            int self = i;
            float[] row = distances(points, i);
            double[] others = IntStream.range(0, POINTS)
                    .filter(j -> j != self)
                    .mapToDouble(j -> row[j])
                    .toArray();
            double[] shares = Affinities.conditional(others, 15);
            double entropy = -Arrays.stream(shares)
                    .filter(p -> p > 0)
                    .map(p -> p * Math.log(p))
                    .sum();
            assertEquals(Math.log(15), entropy, 1e-5);
            assertEquals(1, Arrays.stream(shares).sum(), 1e-12);
        }
    }

    @Test
    void affinitiesAreSymmetricAndSumToOne() {
        Affinities affinities = affinities(10);
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            for (int a = 0; a < affinities.neighbors()[i].length; a++) {
                int j = affinities.neighbors()[i][a];
                sum += affinities.weights()[i][a];
                assertEquals(affinities.weights()[i][a], weight(affinities, j, i), 1e-15);
            }
        }
        assertEquals(1, sum, 1e-9);
    }

    private static double weight(Affinities affinities, int from, int to) {
        for (int a = 0; a < affinities.neighbors()[from].length; a++) {
            if (affinities.neighbors()[from][a] == to) {
                return affinities.weights()[from][a];
            }
        }
        return Double.NaN;
    }

    @Test
    void theGradientIsThatOfTheDivergence() {
        StochasticNeighborEmbedding embedding = new StochasticNeighborEmbedding(affinities(10));
        float[] draws = RandomStream.of(9).gaussian(2 * POINTS);
        double[][] places = new double[2][POINTS];
        for (int i = 0; i < 2 * POINTS; i++) {
            places[i / POINTS][i % POINTS] = draws[i];
        }
        double[][] gradient = embedding.gradient(places, 1);
        double step = 1e-5;
        for (int axis = 0; axis < 2; axis++) {
            for (int i = 0; i < POINTS; i++) {
                double before = places[axis][i];
                places[axis][i] = before + step;
                double more = embedding.divergence(places);
                places[axis][i] = before - step;
                double less = embedding.divergence(places);
                places[axis][i] = before;
                assertEquals((more - less) / (2 * step), gradient[axis][i], 1e-8);
            }
        }
    }

    @Test
    void groupsStayApartAndTheSameSeedGivesTheSameMap() {
        double[][] map = new StochasticNeighborEmbedding(affinities(10)).embed(RandomStream.of(1), 400, () -> {});
        int alone = 0;
        for (int i = 0; i < POINTS; i++) {
            int self = i;
            int nearest = IntStream.range(0, POINTS)
                    .filter(j -> j != self)
                    .boxed()
                    .min((a, b) -> Double.compare(squared(map, self, a), squared(map, self, b)))
                    .orElseThrow();
            alone += nearest % 3 == i % 3 ? 1 : 0;
        }
        assertEquals(POINTS, alone, "every point's nearest neighbor is of its own group");

        double[][] again = new StochasticNeighborEmbedding(affinities(10)).embed(RandomStream.of(1), 400, () -> {});
        assertArrayEquals(map[0], again[0]);
        assertArrayEquals(map[1], again[1]);
        double[][] other = new StochasticNeighborEmbedding(affinities(10)).embed(RandomStream.of(2), 400, () -> {});
        assertFalse(Arrays.equals(map[0], other[0]));
    }

    private static double squared(double[][] map, int i, int j) {
        double dx = map[0][i] - map[0][j];
        double dy = map[1][i] - map[1][j];
        return dx * dx + dy * dy;
    }

    @Test
    void equalPointsDoNoHarm() {
        Affinities affinities = Affinities.of(10, 30, i -> new float[10]);
        double[][] map = new StochasticNeighborEmbedding(affinities).embed(RandomStream.of(1), 50, () -> {});
        Arrays.stream(map).flatMapToDouble(Arrays::stream).forEach(place -> assertTrue(Double.isFinite(place)));
    }
}
