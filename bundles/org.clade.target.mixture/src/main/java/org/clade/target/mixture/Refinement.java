package org.clade.target.mixture;

import java.util.Arrays;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.random.RandomStream;
import org.clade.kmeans.KMeansGroups;
import org.clade.kmeans.Points;

/**
 * The refinement stage (MMDC Sec. III-E): k-means over all images, with groups named so that as many images as possible keep their component.
 *
 * @param solver finds the names
 */
record Refinement(AssignmentSolver solver) {

    private static final int STARTS = 10;
    private static final int MOST_ITERATIONS = 300;
    /** As in scikit-learn, which the released code uses. */
    private static final double TOLERANCE = 1e-4;

    /**
     * Gives images new components.
     *
     * @param vectors the images' label features, one after the other
     * @param dimensions of each
     * @param clusters K
     * @param previous the previous components
     * @param random draws
     * @return the new components
     */
    int[] components(float[] vectors, int dimensions, int clusters, int[] previous, RandomStream random) {
        int[] groups = new KMeansGroups(clusters, STARTS, MOST_ITERATIONS, TOLERANCE)
                .of(Points.of(vectors, dimensions), random);
        return relabeled(groups, previous, clusters);
    }

    /** {@return the groups with the names that agree best with the previous ones} */
    int[] relabeled(int[] groups, int[] previous, int clusters) {
        double[] cost = new double[clusters * clusters];
        for (int i = 0; i < groups.length; i++) {
            cost[groups[i] * clusters + previous[i]]--;
        }
        int[] names = solver.solve(cost, clusters, clusters);
        return Arrays.stream(groups).map(group -> names[group]).toArray();
    }
}
