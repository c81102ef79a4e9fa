package org.clade.target.mixture;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.clade.api.assignment.AssignmentSolver;

/**
 * The cheapest assignment of targets to the images of a batch (MMDC Eq. 1): cost of image i and target j is ‖f_i - t_j‖, or
 * its square. Both are on the sphere, so that ‖f - t‖² = 2 - 2·f·t.
 *
 * @param solver solves it exactly
 * @param squared whether distances are squared
 */
record BatchAssignment(AssignmentSolver solver, boolean squared) {

    /**
     * Assigns.
     *
     * @param vectors the images' label features, N×D
     * @param table the points
     * @param points the numbers of the N points to assign; equal points have exactly equal costs, which the solver uses
     * @return for each image the row of its target
     */
    int[] rows(NDArray vectors, TargetTable table, int[] points) {
        int n = points.length;
        int[] distinct = Arrays.stream(points).sorted().distinct().toArray();
        float[] cost = cost(vectors, table.vectors(distinct, vectors.getManager()));
        int[] columns = Arrays.stream(points)
                .map(point -> Arrays.binarySearch(distinct, point))
                .toArray();
        double[] costs = new double[n * n];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                costs[row * n + column] = cost[row * distinct.length + columns[column]];
            }
        }
        return solver.solve(costs, n, n);
    }

    private float[] cost(NDArray vectors, NDArray points) {
        NDArray squares = vectors.matMul(points.transpose()).mul(-2f).add(2f).maximum(0f);
        return (squared ? squares : squares.sqrt()).toFloatArray();
    }
}
