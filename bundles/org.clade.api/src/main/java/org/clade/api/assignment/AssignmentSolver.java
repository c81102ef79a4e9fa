package org.clade.api.assignment;

import org.osgi.annotation.versioning.ProviderType;

/** Solves the linear assignment problem exactly. */
@ProviderType
public interface AssignmentSolver {

    /**
     * Assigns each row a column of its own so that the total cost is least.
     *
     * @param cost rows×columns costs, row-major, finite
     * @param rows number of rows
     * @param columns number of columns, at least {@code rows}
     * @return for each row its column
     */
    int[] solve(double[] cost, int rows, int columns);
}
