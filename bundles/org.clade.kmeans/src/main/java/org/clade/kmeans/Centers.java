package org.clade.kmeans;

import java.util.Arrays;

/** The centers of a start, what of them estimates need, and how far each moved last. */
final class Centers {

    /** More than the distance of points whose squared distance is too small for float64. */
    static final double LEAST = 1e-150;

    private final double[][] places;
    private final float[][] rounded;
    private final float[] halves;
    private final double[] moves;
    private final double[] lengths;
    private double farthest;

    /**
     * Centers without places.
     *
     * @param k their number
     */
    Centers(int k) {
        this.places = new double[k][];
        this.rounded = new float[k][];
        this.halves = new float[k];
        this.moves = new double[k];
        this.lengths = new double[k];
    }

    int count() {
        return places.length;
    }

    double[] place(int center) {
        return places[center];
    }

    float[] rounded(int center) {
        return rounded[center];
    }

    /** {@return half of the squared length of a center, negative} */
    float half(int center) {
        return halves[center];
    }

    /** {@return at least how far a center moved in the last round; 0 if it did not} */
    double move(int center) {
        return moves[center];
    }

    /** {@return the largest distance of a center from the origin} */
    double farthest() {
        return farthest;
    }

    /** Forgets the moves of the last round. */
    void rest() {
        Arrays.fill(moves, 0);
    }

    /**
     * Moves a center.
     *
     * @param center which
     * @param place where to; kept
     * @return the squared distance
     */
    double move(int center, double[] place) {
        double[] before = places[center];
        double square = 0;
        for (int d = 0; d < place.length; d++) {
            square += (place[d] - before[d]) * (place[d] - before[d]);
        }
        moves[center] =
                Arrays.equals(place, before) ? 0 : Math.sqrt(square) * (1 + (place.length + 4) * 0x1p-52) + LEAST;
        put(center, place);
        return square;
    }

    /** Gives a center its place. */
    void put(int center, double[] place) {
        places[center] = place;
        float[] single = new float[place.length];
        for (int d = 0; d < single.length; d++) {
            single[d] = (float) place[d];
        }
        rounded[center] = single;
        double sum = 0;
        for (double coordinate : place) {
            sum += coordinate * coordinate;
        }
        halves[center] = (float) (-sum / 2);
        lengths[center] = Math.sqrt(sum);
    }

    /** Measures how far out the centers lie; called after they moved. */
    void measure() {
        farthest = 0;
        for (double length : lengths) {
            farthest = Math.max(farthest, length);
        }
    }
}
