package org.clade.assignment;

import java.util.Arrays;

/**
 * Places rows in slots of limited capacity at minimum cost. Prices of rows and slots keep
 * {@code cost - rowPrice - slotPrice} at 0 for placed pairs and at or above 0 for all, which proves that the placement
 * is optimal; each further row is placed along a shortest path in these reduced costs (Dijkstra), which may move other
 * rows.
 */
final class AugmentingPaths {

    private static final int NOWHERE = -1;

    private final double[] cost;
    private final int rows;
    private final int slots;
    private final int[] capacity;
    private final double[] rowPrice;
    private final double[] slotPrice;
    private final int[] slotOfRow;

    /** The rows placed in slot s are members[start[s]] to members[start[s] + used[s] - 1]. */
    private final int[] members;

    private final int[] start;
    private final int[] used;

    private final double[] distance;
    private final int[] via;
    private final boolean[] settled;
    private final int[] settledInOrder;

    AugmentingPaths(Slots distinct, int rows) {
        this.cost = distinct.cost();
        this.rows = rows;
        this.slots = distinct.count();
        this.capacity = distinct.capacities();
        this.rowPrice = new double[rows];
        this.slotPrice = new double[slots];
        this.slotOfRow = new int[rows];
        this.members = new int[distinct.slotOfColumn().length];
        this.start = new int[slots];
        this.used = new int[slots];
        for (int slot = 1; slot < slots; slot++) {
            start[slot] = start[slot - 1] + capacity[slot - 1];
        }
        this.distance = new double[slots];
        this.via = new int[slots];
        this.settled = new boolean[slots];
        this.settledInOrder = new int[slots];
    }

    /** {@return the slot of each row} */
    int[] place() {
        Arrays.fill(slotOfRow, NOWHERE);
        for (int row = 0; row < rows; row++) {
            place(row);
        }
        return slotOfRow;
    }

    private void place(int row) {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(settled, false);
        int count = 0;
        relax(row, 0);
        int end = nearest();
        while (used[end] == capacity[end]) {
            settled[end] = true;
            settledInOrder[count++] = end;
            for (int i = start[end]; i < start[end] + used[end]; i++) {
                relax(members[i], distance[end]);
            }
            end = nearest();
        }
        double length = distance[end];
        rowPrice[row] += length;
        for (int i = 0; i < count; i++) {
            int slot = settledInOrder[i];
            double rise = length - distance[slot];
            slotPrice[slot] -= rise;
            for (int j = start[slot]; j < start[slot] + used[slot]; j++) {
                rowPrice[members[j]] += rise;
            }
        }
        moveAlong(end, row);
    }

    /** Updates the distances to slots by paths through a row with a given distance. */
    private void relax(int row, double reached) {
        int at = row * slots;
        double offset = reached - rowPrice[row];
        for (int slot = 0; slot < slots; slot++) {
            double length = offset + cost[at + slot] - slotPrice[slot];
            if (length < distance[slot] && !settled[slot]) {
                distance[slot] = length;
                via[slot] = row;
            }
        }
    }

    private int nearest() {
        int best = NOWHERE;
        for (int slot = 0; slot < slots; slot++) {
            if (!settled[slot]
                    && (best == NOWHERE
                            || distance[slot] < distance[best]
                            || distance[slot] == distance[best]
                                    && used[best] == capacity[best]
                                    && used[slot] < capacity[slot])) {
                best = slot;
            }
        }
        return best;
    }

    private void moveAlong(int end, int first) {
        int slot = end;
        int row;
        do {
            row = via[slot];
            int left = slotOfRow[row];
            if (left != NOWHERE) {
                leave(left, row);
            }
            slotOfRow[row] = slot;
            members[start[slot] + used[slot]++] = row;
            slot = left;
        } while (row != first);
    }

    private void leave(int slot, int row) {
        int last = start[slot] + --used[slot];
        int at = last;
        while (members[at] != row) {
            at--;
        }
        members[at] = members[last];
    }
}
