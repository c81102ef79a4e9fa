package org.clade.kmeans;

import java.util.Arrays;
import org.clade.api.random.RandomStream;

/** One start: centers, and the group of each point. */
final class PlainStart {

    private final PlainPoints points;
    private final int k;
    private final double[][] centers;
    private final int[] groups;
    private final double[] squares;
    private double inertia;

    /**
     * A start.
     *
     * @param points the points
     * @param k the number of groups, at most the number of different points
     */
    PlainStart(PlainPoints points, int k) {
        this.points = points;
        this.k = k;
        this.centers = new double[k][];
        this.groups = new int[points.count()];
        this.squares = new double[points.count()];
    }

    int[] groups() {
        return groups;
    }

    /** {@return the sum of squared distances to the centers} */
    double inertia() {
        return inertia;
    }

    /** Chooses points as centers, each with a probability proportional to its squared distance to the nearest earlier center. */
    void seed(RandomStream random) {
        int count = points.count();
        boolean[] taken = new boolean[count];
        double[] nearest = new double[count];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int chosen = (int) (random.uniform() * count);
        for (int center = 0; center < k; center++) {
            if (center > 0) {
                chosen = drawn(nearest, taken, random.uniform());
            }
            centers[center] = points.point(chosen);
            taken[chosen] = true;
            lower(nearest, centers[center]);
        }
    }

    private void lower(double[] nearest, double[] center) {
        for (int block = 0; block < points.blocks(); block++) {
            int first = points.first(block);
            double[] distances = points.squares(new double[][] {center}, block)[0];
            for (int i = 0; i < distances.length; i++) {
                nearest[first + i] = Math.min(nearest[first + i], distances[i]);
            }
        }
    }

    private static int drawn(double[] weights, boolean[] taken, double share) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += taken[i] ? 0 : weights[i];
        }
        double wanted = share * sum;
        int last = -1;
        sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!taken[i]) {
                sum += weights[i];
                last = i;
                if (sum >= wanted) {
                    return i;
                }
            }
        }
        return last;
    }

    /**
     * Alternates between assigning and averaging.
     *
     * @param iterations the maximum number of iterations
     * @param rest the sum of the centers' squared moves at which the start ends
     */
    void settle(int iterations, double rest) {
        assign();
        boolean moving = true;
        for (int round = 0; round < iterations && moving; round++) {
            boolean[] empty = new boolean[k];
            int[] voters = voters(empty);
            boolean refilled = any(empty);
            double moved = average(voters, empty);
            int changes = assign();
            moving = refilled || changes > 0 && moved > rest;
        }
        inertia = total();
    }

    /** {@return the number of points that changed their group} */
    private int assign() {
        int changes = 0;
        for (int block = 0; block < points.blocks(); block++) {
            double[][] distances = points.squares(centers, block);
            int[] nearest = nearest(distances);
            int first = points.first(block);
            for (int i = 0; i < nearest.length; i++) {
                changes += nearest[i] == groups[first + i] ? 0 : 1;
            }
            System.arraycopy(nearest, 0, groups, first, nearest.length);
            System.arraycopy(distances[0], 0, squares, first, nearest.length);
        }
        return changes;
    }

    /** {@return for each column the row of its minimum, the first if several are equal; writes the minima to the first row} */
    private static int[] nearest(double[][] distances) {
        double[] best = distances[0];
        int[] nearest = new int[best.length];
        for (int center = 1; center < distances.length; center++) {
            double[] further = distances[center];
            for (int i = 0; i < best.length; i++) {
                if (further[i] < best[i]) {
                    best[i] = further[i];
                    nearest[i] = center;
                }
            }
        }
        return nearest;
    }

    /**
     * Gives each empty group, in order, the point farthest from its own center as its center. The mean of its old group excludes it, unless that group comes earlier in the order.
     *
     * @param empty receives the groups that have new centers
     * @return the group whose mean includes each point; K for points in no mean
     */
    private int[] voters(boolean[] empty) {
        int[] sizes = new int[k];
        for (int group : groups) {
            sizes[group]++;
        }
        int[] voters = groups;
        boolean[] removed = new boolean[0];
        for (int group = 0; group < k; group++) {
            if (sizes[group] == 0) {
                if (voters == groups) {
                    voters = groups.clone();
                    removed = new boolean[groups.length];
                }
                int farthest = farthest(removed);
                int donor = groups[farthest];
                removed[farthest] = true;
                sizes[donor]--;
                if (donor > group) {
                    voters[farthest] = k;
                }
                centers[group] = points.point(farthest);
                empty[group] = true;
            }
        }
        return voters;
    }

    private int farthest(boolean[] removed) {
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

    /** {@return the sum of the centers' squared moves} */
    private double average(int[] voters, boolean[] fixed) {
        int[] votes = new int[k + 1];
        for (int voter : voters) {
            votes[voter]++;
        }
        double[][] sums = new double[points.dimensions()][k + 1];
        for (int block = 0; block < points.blocks(); block++) {
            for (int d = 0; d < sums.length; d++) {
                add(points.column(block, d), voters, points.first(block), sums[d]);
            }
        }
        double moved = 0;
        for (int group = 0; group < k; group++) {
            for (int d = 0; d < sums.length && !fixed[group]; d++) {
                double mean = sums[d][group] / votes[group];
                moved += (mean - centers[group][d]) * (mean - centers[group][d]);
                centers[group][d] = mean;
            }
        }
        return moved;
    }

    private static void add(double[] column, int[] voters, int first, double[] sums) {
        for (int i = 0; i < column.length; i++) {
            sums[voters[first + i]] += column[i];
        }
    }

    /** Sums group by group. The order matters: the last bit can decide between two equally good starts. */
    private double total() {
        double total = 0;
        for (int group = 0; group < k; group++) {
            for (int i = 0; i < groups.length; i++) {
                if (groups[i] == group) {
                    total += squares[i];
                }
            }
        }
        return total;
    }
}
