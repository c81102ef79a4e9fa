package org.clade.kmeans;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The nearest center of each point, the first of equally near ones: exactly what a comparison of all distances in float64 gives.
 *
 * <p>Most distances are not computed. A point keeps its center while an upper bound of the distance to it is below a lower bound of the
 * distance to any other one (Hamerly, Making k-means even faster, SDM 2010); both change by what the centers move. Where the own center did
 * not move, only centers that moved are compared. What is compared is {@link Estimates estimated} first, for a block of points at once, and
 * only centers whose estimates are as good within the margin of error are compared exactly.
 */
final class Assignment {

    /** A block whose share of points to compare is smaller is packed first. */
    private static final double PACKED = 0.5;

    private final Points points;
    private final Estimates estimates;
    private final int[] groups;
    private final double[] upper;
    private final double[] lower;
    private final double[] squares;
    private final boolean[] known;
    private final int[] compared;
    private final float[][] packed;
    private final float[][] scores;
    private final int[] all;
    private final float[] best;
    private final float[] second;
    private final int[] arg;

    /**
     * An assignment.
     *
     * @param points the points
     * @param k the number of centers
     */
    Assignment(Points points, int k) {
        this.points = points;
        this.estimates = new Estimates(points.dimensions());
        this.groups = new int[points.count()];
        this.upper = new double[points.count()];
        this.lower = new double[points.count()];
        this.squares = new double[points.count()];
        this.known = new boolean[points.count()];
        int block = points.blocks() == 0 ? 0 : points.size(0);
        this.compared = new int[block];
        this.packed = new float[points.dimensions()][(int) (block * PACKED) + 1];
        this.scores = new float[k][block];
        this.best = new float[block];
        this.second = new float[block];
        this.arg = new int[block];
        this.all = IntStream.range(0, k).toArray();
    }

    /** {@return the nearest center of each point} */
    int[] groups() {
        return groups;
    }

    /**
     * Begins with centers that are known.
     *
     * @param nearest the nearest center of each point
     * @param exact the squared distance to it
     * @param others at most the squared distance to any other one
     */
    void begin(int[] nearest, double[] exact, double[] others) {
        System.arraycopy(nearest, 0, groups, 0, groups.length);
        System.arraycopy(exact, 0, squares, 0, squares.length);
        Arrays.fill(known, true);
        for (int i = 0; i < groups.length; i++) {
            upper[i] = raised(exact[i]);
            lower[i] = lowered(others[i]);
        }
    }

    private double raised(double square) {
        return Math.sqrt(square) * (1 + (points.dimensions() + 8) * 0x1p-51) + Centers.LEAST;
    }

    private double lowered(double square) {
        return Math.sqrt(Math.max(0, square)) * (1 - (points.dimensions() + 8) * 0x1p-51);
    }

    /**
     * Assigns each point again after the centers moved.
     *
     * @return the number of points that changed their center
     */
    int update(Centers centers) {
        int[] moved = IntStream.of(all).filter(c -> centers.move(c) != 0).toArray();
        if (moved.length == 0) {
            return 0;
        }
        int farthest = -1;
        double most = 0;
        double next = 0;
        for (int center : moved) {
            double move = centers.move(center);
            if (farthest < 0 || move > most) {
                next = most;
                most = move;
                farthest = center;
            } else {
                next = Math.max(next, move);
            }
        }
        for (int i = 0; i < groups.length; i++) {
            double own = centers.move(groups[i]);
            if (own != 0) {
                upper[i] = (upper[i] + own) * (1 + 0x1p-51);
                known[i] = false;
            }
            lower[i] -= (groups[i] == farthest ? next : most) * (1 + 0x1p-51) + Math.abs(lower[i]) * 0x1p-51;
        }
        int changes = 0;
        for (int block = 0; block < points.blocks(); block++) {
            changes += compare(centers, block, true, all);
            changes += compare(centers, block, false, moved);
        }
        return changes;
    }

    /** Compares those points of a block whose bounds leave it open, and whose own center moved or not. */
    private int compare(Centers centers, int block, boolean ownMoved, int[] candidates) {
        int first = points.first(block);
        int size = points.size(block);
        int count = 0;
        for (int i = first; i < first + size; i++) {
            if (!(upper[i] < lower[i]) && centers.move(groups[i]) != 0 == ownMoved) {
                compared[count++] = i;
            }
        }
        if (count == 0) {
            return 0;
        }
        float[][] columns = points.columns(block);
        boolean pack = count < PACKED * size;
        if (pack) {
            for (int d = 0; d < columns.length; d++) {
                for (int j = 0; j < count; j++) {
                    packed[d][j] = columns[d][compared[j] - first];
                }
            }
        }
        int scored = pack ? count : size;
        estimates.score(pack ? packed : columns, scored, centers, candidates, scores);
        bestTwo(scored, candidates.length);
        int changes = 0;
        for (int j = 0; j < count; j++) {
            int at = pack ? j : compared[j] - first;
            changes += ownMoved
                    ? chosen(centers, compared[j], at) ? 1 : 0
                    : challenged(centers, compared[j], at, candidates) ? 1 : 0;
        }
        return changes;
    }

    private void bestTwo(int count, int candidates) {
        System.arraycopy(scores[0], 0, best, 0, count);
        Arrays.fill(second, 0, count, Float.NEGATIVE_INFINITY);
        Arrays.fill(arg, 0, count, 0);
        for (int c = 1; c < candidates; c++) {
            float[] further = scores[c];
            for (int i = 0; i < count; i++) {
                if (further[i] > second[i]) {
                    if (further[i] > best[i]) {
                        second[i] = best[i];
                        best[i] = further[i];
                        arg[i] = c;
                    } else {
                        second[i] = further[i];
                    }
                }
            }
        }
    }

    /** Chooses among all centers. */
    private boolean chosen(Centers centers, int i, int at) {
        double length = points.length(i);
        double margin = estimates.margin(length, centers.farthest());
        if (second[at] < best[at] - 2 * margin) {
            upper[i] = raised(Math.max(0, length * length - 2 * (best[at] - margin)));
            lower[i] = lowered(length * length - 2 * (second[at] + margin));
            return changed(i, arg[at]);
        }
        int before = groups[i];
        double least = Double.POSITIVE_INFINITY;
        double others = Double.POSITIVE_INFINITY;
        int nearest = 0;
        for (int center : all) {
            if (!(scores[center][at] < best[at] - 2 * margin)) {
                double square = points.square(i, centers.place(center));
                if (square < least) {
                    others = least;
                    least = square;
                    nearest = center;
                } else {
                    others = Math.min(others, square);
                }
            }
        }
        settled(i, nearest, least, Math.min(others, length * length - 2 * (best[at] - margin)));
        return before != nearest;
    }

    /** Compares the own center, which did not move, with those that moved. */
    private boolean challenged(Centers centers, int i, int at, int[] candidates) {
        double length = points.length(i);
        double margin = estimates.margin(length, centers.farthest());
        double own = square(i, centers);
        double nearest = length * length - 2 * (best[at] + margin);
        if (own < nearest) {
            upper[i] = raised(own);
            return false;
        }
        int before = groups[i];
        int least = before;
        double square = own;
        for (int c = 0; c < candidates.length; c++) {
            if (!(own < length * length - 2 * (scores[c][at] + margin))) {
                double other = points.square(i, centers.place(candidates[c]));
                if (other < square || other == square && candidates[c] < least) {
                    square = other;
                    least = candidates[c];
                }
            }
        }
        settled(i, least, square, least == before ? lower[i] * Math.abs(lower[i]) : 0);
        return least != before;
    }

    private void settled(int i, int group, double square, double others) {
        groups[i] = group;
        squares[i] = square;
        known[i] = true;
        upper[i] = raised(square);
        lower[i] = lowered(others);
    }

    private boolean changed(int i, int group) {
        known[i] = false;
        boolean changes = groups[i] != group;
        groups[i] = group;
        return changes;
    }

    private double square(int i, Centers centers) {
        if (!known[i]) {
            squares[i] = points.square(i, centers.place(groups[i]));
            known[i] = true;
        }
        return squares[i];
    }

    /** {@return the squared distance of each point to its center} */
    double[] squares(Centers centers) {
        int[] unknown = IntStream.range(0, groups.length).filter(i -> !known[i]).toArray();
        double[][] own = new double[unknown.length][];
        for (int j = 0; j < own.length; j++) {
            own[j] = centers.place(groups[unknown[j]]);
            known[unknown[j]] = true;
        }
        points.squares(unknown, unknown.length, own, squares);
        return squares;
    }
}
