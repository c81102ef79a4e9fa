package org.clade.table.comparison;

import java.util.List;
import java.util.OptionalDouble;
import org.clade.api.metric.ClusterScores;

/**
 * The runs of the cells of a row in a column.
 *
 * @param scores the scores of each run that is there
 * @param madeUp whether their images are made up
 * @param failed whether a trial failed
 * @param missing why there is none, such as {@code needs STL-10}; otherwise empty
 */
public record CellRuns(List<ClusterScores> scores, boolean madeUp, boolean failed, String missing) {

    private static final String GEOMETRIC = "nmi_geometric";
    private static final String ARITHMETIC = "nmi";

    /**
     * A score.
     *
     * @param scores the scores
     * @param metric the metric's id
     * @return the score; classical methods have the arithmetic NMI alone, which takes the place of the geometric one
     */
    public static OptionalDouble value(ClusterScores scores, String metric) {
        OptionalDouble value = scores.get(metric);
        return value.isEmpty() && metric.equals(GEOMETRIC) ? scores.get(ARITHMETIC) : value;
    }
}
