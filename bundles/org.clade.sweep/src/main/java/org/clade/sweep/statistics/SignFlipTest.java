package org.clade.sweep.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Fisher's paired test by sign flips (Fisher, The Design of Experiments, 1935, section 21): if two variants are equally good, each
 * difference could as well have the other sign. Exact up to 20 differences other than 0; beyond, 200,000 draws with a fixed seed.
 */
final class SignFlipTest {

    private static final int EXACT = 20;
    private static final int DRAWS = 200_000;

    /** Sums that are equal but for rounding count as equal. */
    private static final double ROUNDING = 1e-9;

    private SignFlipTest() {}

    /**
     * The two-sided p-value.
     *
     * @param differences of pairs
     * @return the share of all ways to flip signs whose sum is at least as far from 0; 1 if all differences are 0
     */
    static double p(double[] differences) {
        double[] sizes =
                Arrays.stream(differences).map(Math::abs).filter(d -> d > 0).toArray();
        double scale = Arrays.stream(sizes).sum();
        double least = Math.abs(Arrays.stream(differences).sum()) - ROUNDING * scale;
        return sizes.length <= EXACT ? exact(sizes, least) : drawn(sizes, least);
    }

    private static double exact(double[] sizes, double least) {
        int ways = 1 << sizes.length;
        int far = 0;
        for (int signs = 0; signs < ways; signs++) {
            double sum = 0;
            for (int i = 0; i < sizes.length; i++) {
                sum += (signs >> i & 1) == 0 ? sizes[i] : -sizes[i];
            }
            if (Math.abs(sum) >= least) {
                far++;
            }
        }
        return (double) far / ways;
    }

    private static double drawn(double[] sizes, double least) {
        SplittableRandom random = new SplittableRandom(1);
        int far = 1;
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (double size : sizes) {
                sum += random.nextBoolean() ? size : -size;
            }
            if (Math.abs(sum) >= least) {
                far++;
            }
        }
        return (double) far / (DRAWS + 1);
    }
}
