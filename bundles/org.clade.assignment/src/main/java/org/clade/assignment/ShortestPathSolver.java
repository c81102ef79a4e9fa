package org.clade.assignment;

import org.clade.api.assignment.AssignmentSolver;
import org.osgi.service.component.annotations.Component;

/**
 * The exact solver: it places rows one after the other along shortest augmenting paths, as Jonker and Volgenant do (A
 * Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems, Computing 38, 1987).
 *
 * <p>Columns with the same costs in every row become one slot that takes several rows. So a square problem with K
 * distinct columns, such as the assignment of images to K cluster targets, takes at most O(rows² · K) steps instead of
 * O(rows³); with distinct columns it is the usual algorithm.
 *
 * <p>The result is the same for the same costs: among paths of equal length, the one to a slot with free capacity wins,
 * then the one to the first column; of equal columns, the first goes to the first row.
 */
@Component
public final class ShortestPathSolver implements AssignmentSolver {

    @Override
    public int[] solve(double[] cost, int rows, int columns) {
        if (rows < 0 || rows > columns || cost.length != (long) rows * columns) {
            throw new IllegalArgumentException("%s rows × %s columns with %s costs: there must be rows × columns costs"
                            .formatted(rows, columns, cost.length)
                    + " and no more rows than columns");
        }
        for (int i = 0; i < cost.length; i++) {
            if (!Double.isFinite(cost[i])) {
                throw new IllegalArgumentException("The cost of row %s, column %s is %s; costs must be finite"
                        .formatted(i / columns, i % columns, cost[i]));
            }
        }
        Slots slots = Slots.of(cost, rows, columns);
        int[] slotOfRow = new AugmentingPaths(slots, rows).place();
        return slots.columnsOf(slotOfRow);
    }
}
