package org.clade.report;

import org.clade.api.assignment.AssignmentSolver;
import org.clade.assignment.ShortestPathSolver;

/** What matches clusters with classes. */
public final class Solvers {

    private Solvers() {}

    /** {@return the solver of the product} */
    public static AssignmentSolver solver() {
        return new ShortestPathSolver();
    }
}
