package org.clade.augment.host;

import java.util.Arrays;

/**
 * Resamples squares of 8-bit levels with weights that are not negative and add up to 1: columns first, with rounding to
 * 8 bits after each. One loop goes over all numbers, since the compiler turns only long loops into fast code.
 */
final class ResamplingTaps {

    private static final int PLACES = 22;
    private static final int HALF = 1 << PLACES - 1;

    private final int size;
    private final int side;

    /** For each new level the first old one with a weight. */
    private final int[] first;

    /** By tap and new level; an even number of taps. */
    private final int[][] weights;

    private final Pass across;
    private final Pass down;
    private final int[] narrow;
    private final int[] sums;

    /** What a pass adds up for each number: by pair of taps the two weights; the first place; the step to the next. */
    private record Pass(int[][] even, int[][] odd, int[] places, int step) {}

    /**
     * Weights.
     *
     * @param weights for each new level those of the old ones, multiples of 2^-22
     */
    ResamplingTaps(double[][] weights) {
        this.side = weights.length;
        this.size = weights[0].length;
        this.first = new int[side];
        this.weights = taps(weights);
        this.across = pass(size * side, 1);
        this.down = pass(side * side, side);
        this.narrow = new int[(size + 1) * side];
        this.sums = new int[side * side];
    }

    private int[][] taps(double[][] numbers) {
        int most = 2;
        for (int i = 0; i < side; i++) {
            while (first[i] < size - 1 && numbers[i][first[i]] == 0) {
                first[i]++;
            }
            int end = size;
            while (end > first[i] + 1 && numbers[i][end - 1] == 0) {
                end--;
            }
            most = Math.max(most, end - first[i]);
        }
        int[][] taps = new int[most + most % 2][side];
        for (int i = 0; i < side; i++) {
            first[i] = Math.max(0, Math.min(first[i], size - taps.length));
            for (int old = first[i]; old < Math.min(first[i] + taps.length, size); old++) {
                taps[old - first[i]][i] = (int) (numbers[i][old] * (1 << PLACES));
            }
        }
        return taps;
    }

    private Pass pass(int numbers, int step) {
        int[][] even = new int[weights.length / 2][numbers];
        int[][] odd = new int[weights.length / 2][numbers];
        int[] places = new int[numbers];
        for (int i = 0; i < numbers; i++) {
            int column = i % side;
            int row = i / side;
            int to = step == 1 ? column : row;
            places[i] = step == 1 ? row * size + first[to] : first[to] * side + column;
            for (int pair = 0; pair < even.length; pair++) {
                even[pair][i] = weights[2 * pair][to];
                odd[pair][i] = weights[2 * pair + 1][to];
            }
        }
        return new Pass(even, odd, places, step);
    }

    /** {@return how many numbers a square has, with one more behind it that has no influence} */
    int numbers() {
        return size * size + 1;
    }

    /**
     * Resamples a square.
     *
     * @param square its levels, in rows
     * @param to gets the new levels, divided by 255
     * @param at the place of the first
     */
    void resample(int[] square, float[] to, int at) {
        add(square, across, narrow, size * side);
        for (int i = 0; i < size * side; i++) {
            narrow[i] >>= PLACES;
        }
        add(narrow, down, sums, sums.length);
        for (int i = 0; i < sums.length; i++) {
            to[at + i] = Levels.toUnit(sums[i] >> PLACES);
        }
    }

    private static void add(int[] from, Pass pass, int[] sums, int count) {
        Arrays.fill(sums, 0, count, HALF);
        for (int pair = 0; pair < pass.even().length; pair++) {
            add(from, pass.even()[pair], pass.odd()[pair], pass.places(), 2 * pair * pass.step(), pass.step(), sums);
        }
    }

    private static void add(int[] from, int[] even, int[] odd, int[] places, int offset, int step, int[] sums) {
        for (int i = 0; i < places.length; i++) {
            int place = places[i] + offset;
            sums[i] += even[i] * from[place] + odd[i] * from[place + step];
        }
    }
}
