package org.clade.sweep.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's correction of several p-values (Holm, A Simple Sequentially Rejective Multiple Test Procedure, 1979). */
final class HolmCorrection {

    private HolmCorrection() {}

    /**
     * Corrects p-values.
     *
     * @param p the p-values of a family of tests, all numbers
     * @return the corrected ones, in the same order
     */
    static double[] of(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] corrected = new double[p.length];
        double greatest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            greatest = Math.max(greatest, Math.min(1, (p.length - rank) * p[order[rank]]));
            corrected[order[rank]] = greatest;
        }
        return corrected;
    }
}
