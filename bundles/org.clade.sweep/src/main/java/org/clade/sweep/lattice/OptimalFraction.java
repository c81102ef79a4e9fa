package org.clade.sweep.lattice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A D-optimal choice of runs for main effects, by exchanges (Fedorov, Theory of Optimal Experiments, 1972, with the steps of Cook and
 * Nachtsheim, Technometrics 22, 1980): each chosen run in turn is exchanged for the candidate that raises {@code det X'X} most, until
 * none does. It starts several times from random choices with a fixed seed. Candidates are legal combinations only, of factors with any
 * number of levels, for which regular fractions and orthogonal arrays do not exist in general; where a regular fraction exists, its
 * efficiency of 1 is the bound.
 */
final class OptimalFraction {

    private static final int STARTS = 20;
    private static final int PASSES = 50;
    private static final double LEAST_GAIN = 1e-9;

    /** Keeps the matrix of a poor start invertible; far below what a run adds. */
    private static final double RIDGE = 1e-6;

    private final double[][] rows;
    private final int columns;

    private OptimalFraction(double[][] rows) {
        this.rows = rows;
        this.columns = rows[0].length;
    }

    /**
     * Chooses runs.
     *
     * @param rows the candidates, each in contrasts; the first is always chosen
     * @param runs how many
     * @return the chosen candidates, rising
     */
    static int[] of(double[][] rows, int runs) {
        return new OptimalFraction(rows).best(runs);
    }

    /** {@return the D-efficiency of some rows, 0 to 1; 0 if they do not tell the effects apart} */
    static double efficiency(List<double[]> chosen) {
        int columns = chosen.get(0).length;
        if (chosen.size() < columns) {
            return 0;
        }
        RealMatrix x = new Array2DRowRealMatrix(chosen.toArray(new double[0][]), false);
        double determinant = new LUDecomposition(x.transpose().multiply(x)).getDeterminant();
        return determinant <= 0 ? 0 : Math.pow(determinant, 1.0 / columns) / chosen.size();
    }

    private int[] best(int runs) {
        SplittableRandom random = new SplittableRandom(1);
        int[] best = {};
        double most = -1;
        for (int start = 0; start < STARTS; start++) {
            int[] chosen = exchanged(random(random, runs));
            double efficiency =
                    efficiency(Arrays.stream(chosen).mapToObj(i -> rows[i]).toList());
            if (efficiency > most + LEAST_GAIN) {
                most = efficiency;
                best = chosen;
            }
        }
        Arrays.sort(best);
        return best;
    }

    private int[] random(SplittableRandom random, int runs) {
        List<Integer> order = new ArrayList<>();
        for (int i = 1; i < rows.length; i++) {
            order.add(random.nextInt(order.size() + 1), i);
        }
        int[] chosen = new int[runs];
        for (int i = 1; i < runs; i++) {
            chosen[i] = order.get(i - 1);
        }
        return chosen;
    }

    private int[] exchanged(int... chosen) {
        boolean[] taken = new boolean[rows.length];
        Arrays.stream(chosen).forEach(i -> taken[i] = true);
        boolean changed = true;
        for (int pass = 0; changed && pass < PASSES; pass++) {
            changed = false;
            for (int at = 1; at < chosen.length; at++) {
                changed |= exchange(at, chosen, taken);
            }
        }
        return chosen;
    }

    /** Exchanges one run for the best candidate, by Fedorov's formula of the change of the determinant. */
    private boolean exchange(int at, int[] chosen, boolean... taken) {
        double[][] inverse = inverse(chosen);
        double[] out = rows[chosen[at]];
        double ofOut = form(inverse, out, out);
        int best = -1;
        double most = LEAST_GAIN;
        for (int candidate = 1; candidate < rows.length; candidate++) {
            if (taken[candidate]) {
                continue;
            }
            double[] in = rows[candidate];
            double both = form(inverse, in, out);
            double ofIn = form(inverse, in, in);
            double gain = ofIn - (ofIn * ofOut - both * both) - ofOut;
            if (gain > most) {
                most = gain;
                best = candidate;
            }
        }
        if (best < 0) {
            return false;
        }
        taken[chosen[at]] = false;
        taken[best] = true;
        chosen[at] = best;
        return true;
    }

    private double[][] inverse(int... chosen) {
        double[][] information = new double[columns][columns];
        for (int run : chosen) {
            double[] row = rows[run];
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < columns; j++) {
                    information[i][j] += row[i] * row[j];
                }
            }
        }
        for (int i = 0; i < columns; i++) {
            information[i][i] += RIDGE;
        }
        return new LUDecomposition(new Array2DRowRealMatrix(information, false))
                .getSolver()
                .getInverse()
                .getData();
    }

    private static double form(double[][] matrix, double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            double row = 0;
            for (int j = 0; j < right.length; j++) {
                row += matrix[i][j] * right[j];
            }
            sum += left[i] * row;
        }
        return sum;
    }
}
