package org.clade.assignment;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The columns of a problem with equal columns merged.
 *
 * @param cost rows×count costs, row-major
 * @param count the number of distinct columns
 * @param slotOfColumn the slot of each column; slots are numbered by their first column
 */
record Slots(double[] cost, int count, int[] slotOfColumn) {

    static Slots of(double[] cost, int rows, int columns) {
        long[] hashes = new long[columns];
        for (int row = 0, at = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++, at++) {
                hashes[column] = (hashes[column] ^ Double.doubleToRawLongBits(cost[at])) * 0x9E3779B97F4A7C15L;
                hashes[column] ^= hashes[column] >>> 29;
            }
        }
        int[] slotOfColumn = new int[columns];
        int[] firstColumn = new int[columns];
        int count = 0;
        Map<Long, Integer> slotOfHash = new HashMap<>(2 * columns);
        for (int column = 0; column < columns; column++) {
            Integer slot = slotOfHash.get(hashes[column]);
            if (slot == null || !equal(cost, rows, columns, column, firstColumn[slot])) {
                slot = count++;
                firstColumn[slot] = column;
                slotOfHash.putIfAbsent(hashes[column], slot);
            }
            slotOfColumn[column] = slot;
        }
        if (count == columns) {
            return new Slots(cost, count, slotOfColumn);
        }
        double[] distinct = new double[rows * count];
        for (int row = 0, at = 0; row < rows; row++) {
            for (int slot = 0; slot < count; slot++, at++) {
                distinct[at] = cost[row * columns + firstColumn[slot]];
            }
        }
        return new Slots(distinct, count, slotOfColumn);
    }

    /** {@return the number of columns in each slot} */
    int[] capacities() {
        int[] capacities = new int[count];
        for (int slot : slotOfColumn) {
            capacities[slot]++;
        }
        return capacities;
    }

    /** {@return a separate column for each row, from the slot of each row} */
    int[] columnsOf(int[] slotOfRow) {
        int[] firstColumn = new int[count];
        Arrays.fill(firstColumn, -1);
        int[] nextAlike = new int[slotOfColumn.length];
        for (int column = slotOfColumn.length - 1; column >= 0; column--) {
            nextAlike[column] = firstColumn[slotOfColumn[column]];
            firstColumn[slotOfColumn[column]] = column;
        }
        int[] columnOfRow = new int[slotOfRow.length];
        for (int row = 0; row < slotOfRow.length; row++) {
            columnOfRow[row] = firstColumn[slotOfRow[row]];
            firstColumn[slotOfRow[row]] = nextAlike[columnOfRow[row]];
        }
        return columnOfRow;
    }

    private static boolean equal(double[] cost, int rows, int columns, int one, int other) {
        for (int row = 0, at = 0; row < rows; row++, at += columns) {
            if (cost[at + one] != cost[at + other]) {
                return false;
            }
        }
        return true;
    }
}
