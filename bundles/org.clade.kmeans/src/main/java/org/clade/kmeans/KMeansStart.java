package org.clade.kmeans;

import java.util.Arrays;
import org.clade.api.random.RandomStream;

/** One start: centers, and the group of each point. */
final class KMeansStart {

    private final Points points;
    private final int k;
    private final Centers centers;
    private final Assignment assignment;
    private final Seeding seeding;
    private double inertia;

    /** The groups in the last round, to know which means are as before; empty if all are to be computed. */
    private int[] averaged = {};

    /**
     * A start.
     *
     * @param points the points
     * @param scores their scores for each other
     * @param k the number of groups, at most the number of different points
     */
    KMeansStart(Points points, SeedScores scores, int k) {
        this.points = points;
        this.k = k;
        this.centers = new Centers(k);
        this.assignment = new Assignment(points, k);
        this.seeding = new Seeding(points, scores, assignment);
    }

    int[] groups() {
        return assignment.groups();
    }

    /** {@return the sum of squared distances to the centers} */
    double inertia() {
        return inertia;
    }

    /** Chooses points as centers, each with a probability proportional to its squared distance to the nearest earlier center. */
    void seed(RandomStream random) {
        seeding.choose(centers, random);
    }

    /**
     * Alternates between averaging and assigning.
     *
     * @param iterations the maximum number of iterations
     * @param rest the sum of the centers' squared moves at which the start ends
     */
    void settle(int iterations, double rest) {
        boolean moving = true;
        for (int round = 0; round < iterations && moving; round++) {
            boolean[] empty = new boolean[k];
            centers.rest();
            int[] voters = voters(empty);
            boolean refilled = any(empty);
            double moved = average(voters, empty);
            averaged = refilled ? new int[0] : groups().clone();
            centers.measure();
            int changes = assignment.update(centers);
            moving = refilled || changes > 0 && moved > rest;
        }
        inertia = total();
    }

    /**
     * Gives each empty group, in order, the point farthest from its own center as its center. The mean of its old group excludes it, unless that group comes earlier in the order.
     *
     * @param empty receives the groups that have new centers
     * @return the group whose mean includes each point; K for points in no mean
     */
    private int[] voters(boolean[] empty) {
        int[] groups = groups();
        int[] sizes = new int[k];
        for (int group : groups) {
            sizes[group]++;
        }
        int[] voters = groups;
        boolean[] removed = {};
        double[] squares = {};
        for (int group = 0; group < k; group++) {
            if (sizes[group] == 0) {
                if (voters == groups) {
                    voters = groups.clone();
                    removed = new boolean[groups.length];
                    squares = assignment.squares(centers);
                    averaged = new int[0];
                }
                int farthest = farthest(squares, removed);
                int donor = groups[farthest];
                removed[farthest] = true;
                sizes[donor]--;
                if (donor > group) {
                    voters[farthest] = k;
                }
                empty[group] = true;
                centers.move(group, points.point(farthest));
            }
        }
        return voters;
    }

    private int farthest(double[] squares, boolean[] removed) {
        int[] groups = groups();
        int farthest = -1;
        for (int i = 0; i < groups.length; i++) {
            if (!removed[i]
                    && (farthest < 0
                            || squares[i] > squares[farthest]
                            || squares[i] == squares[farthest] && groups[i] < groups[farthest])) {
                farthest = i;
            }
        }
        return farthest;
    }

    private static boolean any(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }

    /**
     * Moves centers to the means of their points. A group of the same points as before has the same mean.
     *
     * @return the sum of the centers' squared moves, added coordinate by coordinate
     */
    private double average(int[] voters, boolean[] fixed) {
        boolean[] same = same(voters);
        int dimensions = points.dimensions();
        int[] votes = new int[k + 1];
        double[][] sums = new double[k + 1][];
        for (int i = 0; i < voters.length; i++) {
            int voter = voters[i];
            votes[voter]++;
            if (!same[voter]) {
                if (sums[voter] == null) {
                    sums[voter] = new double[dimensions];
                }
                add(points.row(i), points.offset(i), sums[voter]);
            }
        }
        double moved = 0;
        for (int group = 0; group < k; group++) {
            if (!fixed[group] && !same[group]) {
                double[] place = centers.place(group);
                double[] sum = sums[group] == null ? new double[dimensions] : sums[group];
                for (int d = 0; d < dimensions; d++) {
                    sum[d] /= votes[group];
                    moved += (sum[d] - place[d]) * (sum[d] - place[d]);
                }
                centers.move(group, sum);
            }
        }
        return moved;
    }

    private boolean[] same(int[] voters) {
        boolean[] same = new boolean[k + 1];
        if (averaged.length > 0) {
            Arrays.fill(same, true);
            for (int i = 0; i < voters.length; i++) {
                if (voters[i] != averaged[i]) {
                    same[voters[i]] = false;
                    same[averaged[i]] = false;
                }
            }
        }
        return same;
    }

    private static void add(double[] row, int offset, double[] sums) {
        for (int d = 0; d < sums.length; d++) {
            sums[d] += row[offset + d];
        }
    }

    /** Sums group by group. The order matters: the last bit can decide between two equally good starts. */
    private double total() {
        double[] squares = assignment.squares(centers);
        int[] groups = groups();
        int[] begins = new int[k + 1];
        for (int group : groups) {
            begins[group + 1]++;
        }
        for (int group = 0; group < k; group++) {
            begins[group + 1] += begins[group];
        }
        double[] sorted = new double[groups.length];
        for (int i = 0; i < groups.length; i++) {
            sorted[begins[groups[i]]++] = squares[i];
        }
        double total = 0;
        for (double square : sorted) {
            total += square;
        }
        return total;
    }
}
