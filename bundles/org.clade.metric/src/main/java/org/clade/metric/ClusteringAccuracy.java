package org.clade.metric;

import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.ProvidesMetric;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * ACC: the share of images whose cluster is matched to their class, under the best one-to-one matching of clusters and
 * classes. From above 0 to 1.
 *
 * <p>With fewer or more clusters than classes, the surplus stays unmatched and its images count as wrong; this equals
 * the square table padded with zeros of the four papers.
 */
@Component
@ProvidesMetric(
        id = "acc",
        summary = "Share of images in the right cluster under the best matching of clusters to classes")
public final class ClusteringAccuracy implements ClusterMetric {

    private final AssignmentSolver solver;

    /**
     * The metric.
     *
     * @param solver finds the matching
     */
    @Activate
    public ClusteringAccuracy(@Reference AssignmentSolver solver) {
        this.solver = solver;
    }

    @Override
    public double score(int[] truth, int[] clusters) {
        Contingency table = Contingency.of(truth, clusters);
        // The solver needs at most as many rows as columns; the matching is symmetric.
        int[][] counts = table.classSizes().length <= table.clusterSizes().length
                ? table.counts()
                : table.transposed().counts();
        int rows = counts.length;
        int columns = counts[0].length;
        double[] cost = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                cost[row * columns + column] = -counts[row][column];
            }
        }
        int[] match = solver.solve(cost, rows, columns);
        long matched = 0;
        for (int row = 0; row < rows; row++) {
            matched += counts[row][match[row]];
        }
        return (double) matched / truth.length;
    }
}
